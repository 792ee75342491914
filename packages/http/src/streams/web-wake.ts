/**
 * Hears when the browser has a network again, or shows a page whose timers may have slept; returns the
 * undo. In a worker only the network is heard, elsewhere nothing.
 */
export function webWake(listener: () => void): () => void {
  const page: Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>> = globalThis;
  const document = (globalThis as { readonly document?: EventTarget }).document;
  page.addEventListener?.('online', listener);
  page.addEventListener?.('pageshow', listener);
  document?.addEventListener('visibilitychange', listener);
  return () => {
    page.removeEventListener?.('online', listener);
    page.removeEventListener?.('pageshow', listener);
    document?.removeEventListener('visibilitychange', listener);
  };
}
