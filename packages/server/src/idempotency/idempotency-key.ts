import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';

/** The name of the request header (draft-ietf-httpapi-idempotency-key-header). */
export const IDEMPOTENCY_KEY_HEADER = 'idempotency-key';

const MAX_LENGTH = 255;
const QUOTED = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])+)"$/;
// A comma would be two headers joined; a semicolon, a parameter.
const BARE = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/;

/**
 * Reads the key from the header's value: a structured-field string (RFC 9651 §3.3.3), or the same
 * without quotes, as many clients send it. Throws `IDEMPOTENCY_KEY_MISSING` or
 * `IDEMPOTENCY_KEY_INVALID`.
 */
export function parseIdempotencyKey(value: string | null): string {
  const given = value?.trim() ?? '';
  if (given === '') throw new Failure(catalogue.IDEMPOTENCY_KEY_MISSING);
  const key =
    QUOTED.exec(given)?.[1]?.replaceAll(/\\(["\\])/g, '$1') ??
    (BARE.test(given) ? given : undefined);
  if (key === undefined || key.length > MAX_LENGTH) {
    throw new Failure(catalogue.IDEMPOTENCY_KEY_INVALID);
  }
  return key;
}
