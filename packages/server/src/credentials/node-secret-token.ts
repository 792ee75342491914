import { createHash, timingSafeEqual } from 'node:crypto';

declare const kept: unique symbol;

/** A long random token that a client may show. Like a `StoredSecret`, it can only be handed to `Credentials`. */
export interface SecretToken {
  readonly [kept]: 'secret token';
}

/** A fast hash is enough, because a client cannot guess 32 random characters. */
export function secretToken(text: string): SecretToken {
  return digestOf(text) as unknown as SecretToken;
}

/** Compares digests of equal length in equal time, so the time of a comparison reveals nothing. */
export function isToken(shown: string, token: SecretToken): boolean {
  return timingSafeEqual(digestOf(shown), token as unknown as Uint8Array);
}

function digestOf(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
