/**
 * Reports an exception of the app's own code as the app's own: to `reportError` where the runtime has
 * it, as an uncaught exception otherwise. It never throws, so Holdfast goes on as if the listener, sink
 * or callback had returned. Use it around code that is told something and decides nothing.
 */
export function surface(error: unknown): void {
  const { reportError } = globalThis as { reportError?: (error: unknown) => void };
  try {
    if (reportError) return reportError.call(globalThis, error);
  } catch {
    // A page replaced it with something that throws. Then the error surfaces like any other.
  }
  queueMicrotask(() => {
    throw error;
  });
}
