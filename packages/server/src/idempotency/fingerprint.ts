import { sha256 } from './web-digest.ts';

/**
 * What makes two requests the same: method, path with query, and the bytes of the body. Headers do
 * not count, since they differ from attempt to attempt.
 */
export function fingerprintOf(request: Request, body: Uint8Array): Promise<string> {
  const { pathname, search } = new URL(request.url);
  const head = new TextEncoder().encode(`${request.method} ${pathname}${search}\n`);
  const whole = new Uint8Array(head.byteLength + body.byteLength);
  whole.set(head);
  whole.set(body, head.byteLength);
  return sha256(whole);
}
