import { createHash } from 'node:crypto';

/** SHA-256 of a text as lower-case hex, without waiting for a thread of the pool. */
export function sha256Now(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
