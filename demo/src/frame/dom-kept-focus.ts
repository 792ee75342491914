const HEADING = 'h1, h2, h3, h4, h5, h6';

/** The heading next to where an element was, by the elements that were around it. */
function headingNear(around: readonly Element[]): HTMLElement | undefined {
  for (const element of around) {
    if (!element.isConnected) continue;
    const headings = [...element.querySelectorAll<HTMLElement>(HEADING)];
    const heading = headings.find((one) => !one.closest('dialog:not([open]), [hidden]'));
    if (heading) return heading;
  }
  return undefined;
}

function ancestorsOf(element: Element): readonly Element[] {
  const around: Element[] = [];
  for (let one = element.parentElement; one; one = one.parentElement) around.push(one);
  return around;
}

/**
 * Watches a page. When the focused element leaves it, and nothing else takes the focus, the nearest heading around it
 * does: a user of the keyboard goes on from there, and not from the top. The page does not scroll for it. Returns the
 * undo.
 */
export function keepFocusIn(page: Document): () => void {
  let focused: Element | null = null;
  let around: readonly Element[] = [];
  let frame = 0;
  const remember = ({ target }: Event): void => {
    if (!(target instanceof Element)) return;
    focused = target;
    around = ancestorsOf(target);
  };
  const isLost = (): boolean =>
    focused !== null && !focused.isConnected && page.activeElement === page.body;
  const handOn = (): void => {
    frame = 0;
    if (!isLost()) return;
    const heading = headingNear(around);
    focused = null;
    if (!heading) return;
    if (!heading.hasAttribute('tabindex')) heading.setAttribute('tabindex', '-1');
    heading.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(() => {
    // The new element in its place may take the focus in this frame.
    if (frame === 0 && isLost()) frame = requestAnimationFrame(handOn);
  });
  page.addEventListener('focusin', remember);
  observer.observe(page.body, { childList: true, subtree: true });
  return () => {
    page.removeEventListener('focusin', remember);
    observer.disconnect();
    cancelAnimationFrame(frame);
  };
}
