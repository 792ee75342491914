/** Hears that the browser has a network again; returns the undo. On a server it hears nothing. */
export function webOnline(listener: () => void): () => void {
  const page: Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>> = globalThis;
  page.addEventListener?.('online', listener);
  return () => page.removeEventListener?.('online', listener);
}
