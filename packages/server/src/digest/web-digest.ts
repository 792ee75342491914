import type { Bytes } from '@holdfast/core/parts';

/** SHA-256 as lower-case hex, on hosts that have nothing but the web's cryptography. */
export async function webDigest(text: Bytes | string): Promise<string> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
