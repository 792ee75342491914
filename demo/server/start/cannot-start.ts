/** The reason why Fireside does not start, in one sentence for the operator. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** The name that the operating system gives an error: `EACCES`, `EADDRINUSE`. */
export function systemCode(error: unknown): string {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' ? code : 'unknown error';
}
