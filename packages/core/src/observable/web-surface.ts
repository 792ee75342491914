/**
 * Reports an exception of the app's own code as the app's own: to `reportError` where the runtime has it, as an
 * uncaught exception otherwise. It never throws, so Holdfast goes on as if the listener, sink or callback had
 * returned. Use it around code that only receives news and decides nothing.
 */
export function surface(error: unknown): void {
  try {
    // Node has no `reportError`, and a page may have replaced it with a function that throws.
    reportError(error);
  } catch {
    queueMicrotask(() => {
      throw error;
    });
  }
}
