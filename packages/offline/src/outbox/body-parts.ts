import { Failure } from '@holdfast/core';
import { webUtf8, type Bytes, type TransportRequest } from '@holdfast/core/parts';
import { STORAGE_CORRUPT } from '@holdfast/core/failures';
import type { StoredEntry, UnnumberedEntry } from './entry-record.ts';
import { webDigest } from './web-digest.ts';
import { textBytes } from './web-text-bytes.ts';

/** A row whose body is `null`, and the body that lies apart. */
export interface Parted {
  readonly entry: UnnumberedEntry;
  readonly body?: Bytes;
}

/** A body up to this length stays in its row: reading it with the row costs less than reading it alone. */
const INLINE_LENGTH = 16_384;

/** Whether a body lies apart from its row. */
export function isLarge(body: TransportRequest['body']): body is string | Bytes {
  return (body?.length ?? 0) > INLINE_LENGTH;
}

/** Takes a large body out of its row. It is asynchronous because it computes the digest of the body. */
export async function parted<T extends Parted>(one: T): Promise<T> {
  const { entry } = one;
  const { body: given } = entry.request;
  if (!isLarge(given)) return one;
  const text = typeof given === 'string';
  const body = text ? textBytes(given) : given;
  const bodyParts = { text, bytes: body.length, sha256: await webDigest(body) };
  return {
    ...one,
    body,
    entry: { ...entry, bodyParts, request: { ...entry.request, body: null } },
  };
}

/**
 * The entry with its body, put together from its pieces. Throws `STORAGE_CORRUPT` when the pieces do not match
 * the digest.
 */
export async function whole(entry: StoredEntry, pieces: readonly unknown[]): Promise<StoredEntry> {
  const { bytes, sha256, text } = entry.bodyParts ?? {};
  // A value that is no bytes becomes another text, and the digest then differs.
  const joined = new Blob(pieces as Bytes[]);
  const body = new Uint8Array(await joined.arrayBuffer());
  if (body.length !== bytes || (await webDigest(body)) !== sha256) {
    throw new Failure(STORAGE_CORRUPT);
  }
  return { ...entry, request: { ...entry.request, body: text ? webUtf8()(body) : body } };
}
