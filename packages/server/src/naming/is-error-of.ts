/** Whether a thrown value is an error of this class. A value that refuses to be looked at, such as a revoked proxy, is none. */
export function isErrorOf<TError extends Error>(
  kind: abstract new (...given: never[]) => TError,
  thrown: unknown,
): thrown is TError {
  try {
    return thrown instanceof kind;
  } catch {
    return false;
  }
}
