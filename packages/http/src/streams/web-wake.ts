/**
 * Hears when the browser has a network again, or shows a page whose timers may have slept; returns the
 * undo. In a worker it hears only the network, elsewhere nothing. All three events reach the window.
 */
export function webWake(listener: () => void): () => void {
  const host = globalThis as Partial<EventTarget>;
  const each = (act: 'addEventListener' | 'removeEventListener'): void => {
    for (const type of ['online', 'pageshow', 'visibilitychange']) host[act]?.(type, listener);
  };
  each('addEventListener');
  return () => each('removeEventListener');
}
