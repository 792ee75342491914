/**
 * Hears when the browser has a network again, or shows a page whose timers may have slept; returns the
 * undo. In a worker it hears only the network, elsewhere nothing.
 */
export function webWake(listener: () => void): () => void {
  const page = globalThis as Partial<EventTarget> & { readonly document?: EventTarget };
  const each = (act: 'addEventListener' | 'removeEventListener'): void => {
    for (const type of ['online', 'pageshow']) page[act]?.(type, listener);
    page.document?.[act]('visibilitychange', listener);
  };
  each('addEventListener');
  return () => each('removeEventListener');
}
