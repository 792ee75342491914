import { Failure } from '@holdfast/core';
import type { Bytes } from '@holdfast/core/parts';
import { STORAGE_UNAVAILABLE } from '@holdfast/core/failures';

const NAME = 'AES-GCM';
// The length that AES-GCM is made for. Random vectors of this length do not repeat in the life of an outbox.
const VECTOR_BYTES = 12;

/** A key that no script can read out. */
export function webNewKey(): Promise<CryptoKey> {
  return subtleOrThrow().generateKey({ name: NAME, length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Encrypts with a new vector, which comes before the ciphertext. It decrypts only with the same `place`. */
export async function webEncrypt(key: CryptoKey, plain: Bytes, place: Bytes): Promise<Bytes> {
  const iv = globalThis.crypto.getRandomValues(new Uint8Array(VECTOR_BYTES));
  const cipher = await subtleOrThrow().encrypt(
    { name: NAME, iv, additionalData: place },
    key,
    plain,
  );
  const whole = new Uint8Array(VECTOR_BYTES + cipher.byteLength);
  whole.set(iv);
  whole.set(new Uint8Array(cipher), VECTOR_BYTES);
  return whole;
}

/** Decrypts; gives `undefined` for bytes that this key did not encrypt for this place. */
export async function webDecrypt(
  key: CryptoKey,
  whole: Bytes,
  place: Bytes,
): Promise<Bytes | undefined> {
  const iv = whole.subarray(0, VECTOR_BYTES);
  const how = { name: NAME, iv, additionalData: place };
  try {
    return new Uint8Array(await subtleOrThrow().decrypt(how, key, whole.subarray(VECTOR_BYTES)));
  } catch {
    return undefined;
  }
}

function subtleOrThrow(): SubtleCrypto {
  const { subtle } = globalThis.crypto as { readonly subtle?: SubtleCrypto };
  // A page without TLS has no `crypto.subtle`.
  if (!subtle) throw new Failure(STORAGE_UNAVAILABLE);
  return subtle;
}
