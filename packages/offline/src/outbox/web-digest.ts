import type { Bytes } from '@holdfast/core/parts';

/** The SHA-256 of bytes as a text; empty where the host computes none, as on a page without TLS. */
export async function webDigest(bytes: Bytes): Promise<string> {
  const { subtle } = globalThis.crypto as { readonly subtle?: SubtleCrypto };
  return subtle ? String(new Uint8Array(await subtle.digest('SHA-256', bytes))) : '';
}
