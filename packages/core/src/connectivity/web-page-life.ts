/**
 * Hears that the page goes on after it stood still: it was frozen, or the browser kept it while the user was on
 * another page. Its timers stood still as well. Returns the undo. Elsewhere than in a page it hears nothing.
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
