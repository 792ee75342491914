import { createHash, timingSafeEqual } from 'node:crypto';

/** Who may administrate: whoever shows the token. There is one, so all of them are one administrator. */
export function whoShows(token: string): (request: Request) => string | undefined {
  const expected = digestOf(`Bearer ${token}`);
  return (request) => {
    const shown = request.headers.get('authorization') ?? '';
    // Of equal length and compared in equal time, so that nothing is learnt from how long it took.
    return timingSafeEqual(digestOf(shown), expected) ? 'administrator' : undefined;
  };
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
