/** The message of a thrown value: the value itself when it is a text, `undefined` when it has none. */
export function getErrorMessage(thrown: unknown): string | undefined {
  if (typeof thrown === 'string') return thrown;
  const { message } = Object(thrown) as { readonly message?: unknown };
  return typeof thrown === 'object' && typeof message === 'string' ? message : undefined;
}
