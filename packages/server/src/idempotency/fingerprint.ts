import { sha256 } from '../digest/sha256.ts';

// Made at the first use: importing this file calls no function of the host.
let encoder: InstanceType<typeof TextEncoder> | undefined;

/**
 * What makes two requests the same: method, path with query, and the bytes of the body. Headers do
 * not count, since they differ from attempt to attempt.
 */
export async function fingerprintOf(request: Request, body: Uint8Array): Promise<string> {
  encoder ??= new TextEncoder();
  const head = encoder.encode(`${request.method} ${targetOf(request.url)}\n`);
  const whole = new Uint8Array(head.byteLength + body.byteLength);
  whole.set(head);
  whole.set(body, head.byteLength);
  return sha256(whole);
}

// Characters that a URL takes as they are, at any place behind its host.
const PLAIN = /^https?:\/\/[^/?#]+(\/[\w~!$&()*+,;=:@/?-]*)$/;

/** Path and query as a URL writes them. */
function targetOf(url: string): string {
  const plain = PLAIN.exec(url)?.[1];
  if (plain !== undefined && !plain.endsWith('?')) return plain;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
