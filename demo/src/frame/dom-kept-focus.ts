const HEADING = 'h1, h2, h3, h4, h5, h6';

/** Where an element stands in one of the elements around it. */
interface Place {
  readonly around: Element;
  readonly before: Element | null;
  readonly after: Element | null;
}

function placesOf(element: Element): readonly Place[] {
  const places: Place[] = [];
  for (let one = element; one.parentElement; one = one.parentElement) {
    const {
      parentElement: around,
      previousElementSibling: before,
      nextElementSibling: after,
    } = one;
    places.push({ around, before, after });
  }
  return places;
}

/** Whether a heading stands before the place, now that its element is gone. */
function isBefore(heading: Element, { before, after }: Place): boolean {
  if (after === null) return true;
  if (after.isConnected) {
    return (after.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  }
  if (!before?.isConnected) return false;
  const position = before.compareDocumentPosition(heading);
  return (
    (position & Node.DOCUMENT_POSITION_PRECEDING) !== 0 ||
    (position & Node.DOCUMENT_POSITION_CONTAINED_BY) !== 0 ||
    heading === before
  );
}

/** What takes the focus of an element that is gone, by the places that it had. */
function heirOf(places: readonly Place[]): HTMLElement | undefined {
  for (const place of places) {
    const { around } = place;
    if (!around.isConnected) continue;
    if (around instanceof HTMLElement && 'keepsFocus' in around.dataset) return around;
    const headings = [...around.querySelectorAll<HTMLElement>(HEADING)].filter(
      (one) => !one.closest('dialog:not([open]), [hidden]'),
    );
    const heading = headings.findLast((one) => isBefore(one, place)) ?? headings[0];
    if (heading) return heading;
  }
  return undefined;
}

/**
 * Watches a page. When the focused element leaves it, and nothing else takes the focus, the heading before its place
 * does: a user of the keyboard goes on from there, and not from the top. That heading may have come with what stands in
 * the place now. A part without a heading of its own keeps the focus by `data-keeps-focus`. The page does not scroll for
 * it. Returns the undo.
 */
export function keepFocusIn(page: Document): () => void {
  let focused: Element | null = null;
  let places: readonly Place[] = [];
  let frame = 0;
  const remember = ({ target }: Event): void => {
    if (!(target instanceof Element)) return;
    focused = target;
    places = placesOf(target);
  };
  const isLost = (): boolean =>
    focused !== null && !focused.isConnected && page.activeElement === page.body;
  const handOn = (): void => {
    frame = 0;
    if (!isLost()) return;
    const heir = heirOf(places);
    focused = null;
    if (!heir) return;
    if (!heir.hasAttribute('tabindex')) heir.setAttribute('tabindex', '-1');
    heir.focus({ preventScroll: true });
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
