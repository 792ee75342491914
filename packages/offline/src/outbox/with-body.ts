import type { Bytes, NewEntry } from '@holdfast/core/parts';

// Browsers refuse a larger body with `keepalive`. The outbox keeps the request anyway.
const KEEPALIVE_BYTES = 65_536;

/** The entry with the body that was read for it. */
export function withBody(entry: NewEntry, body: Bytes | null): NewEntry {
  const { init, ...request } = entry.request;
  const isLarge = init?.keepalive === true && (body?.byteLength ?? 0) > KEEPALIVE_BYTES;
  const parts = isLarge ? { ...init, keepalive: false } : init;
  return { ...entry, request: { ...request, body, ...(parts && { init: parts }) } };
}
