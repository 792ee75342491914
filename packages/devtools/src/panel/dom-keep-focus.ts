/**
 * Keeps the focus in the panel when the element that has it is removed, such as the button of an entry that was sent.
 * Without this, the body would get the focus, and a user of the keyboard would begin at the top of the page.
 */
export function keepFocus(panel: HTMLElement): () => void {
  let focused: EventTarget | null = null;
  const gained = ({ target }: FocusEvent): void => {
    focused = target;
  };
  const lost = ({ target }: FocusEvent): void => {
    // A browser may also fire this event for a removed element.
    queueMicrotask(() => {
      if (focused === target && (target as Element).isConnected) focused = null;
    });
  };
  const observer = new MutationObserver(() => {
    if (!focused || (focused as Element).isConnected) return;
    focused = null;
    panel.querySelector<HTMLElement>('[role="tabpanel"]')?.focus({ preventScroll: true });
  });
  panel.addEventListener('focusin', gained);
  panel.addEventListener('focusout', lost);
  observer.observe(panel, { childList: true, subtree: true });
  return () => {
    panel.removeEventListener('focusin', gained);
    panel.removeEventListener('focusout', lost);
    observer.disconnect();
  };
}
