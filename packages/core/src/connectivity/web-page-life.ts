/**
 * Hears that the page goes on after it was frozen, or after the browser kept it while the user was on another page.
 * The timers of the page were frozen too. Returns the undo. Outside a page it hears nothing.
 */
export function webPageLife(listener: () => void): () => void {
  const { document, window } = globalThis as {
    readonly document?: EventTarget;
    readonly window?: Partial<EventTarget>;
  };
  window?.addEventListener?.('pageshow', listener);
  document?.addEventListener('resume', listener);
  return () => {
    window?.removeEventListener?.('pageshow', listener);
    document?.removeEventListener('resume', listener);
  };
}
