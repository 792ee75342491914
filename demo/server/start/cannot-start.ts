/** Why Fireside does not start, in a sentence for whoever started it. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** What the operating system calls an error: `EACCES`, `EADDRINUSE`. */
export function systemCode(error: unknown): string {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' ? code : 'unknown error';
}
