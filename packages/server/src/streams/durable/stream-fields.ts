import { CLOSED, EXPIRES_AT, NEXT_OFFSET, TTL, UP_TO_DATE } from './durable-headers.ts';
import type { DurableStream, Place } from './durable-stream.ts';
import { toOffset } from './offset.ts';
import type { Page } from './read-page.ts';

type Fields = Record<string, string>;

const CACHED = 'max-age=60, stale-while-revalidate=300';

/** The fields of an answer about the end of a stream. */
export function tailFields({ tail, isClosed }: Pick<DurableStream, 'tail' | 'isClosed'>): Fields {
  return { [NEXT_OFFSET]: toOffset(tail), ...(isClosed && { [CLOSED]: 'true' }) };
}

/** The fields of an answer to `HEAD`. */
export function metadataFields(stream: DurableStream): Fields {
  const { contentType, ttlMs, expiresAt } = stream.settings;
  return {
    'content-type': contentType,
    'cache-control': 'no-store',
    ...tailFields(stream),
    ...(ttlMs !== undefined && { [TTL]: String(ttlMs / 1000) }),
    ...(expiresAt !== undefined && { [EXPIRES_AT]: new Date(expiresAt).toISOString() }),
  };
}

/** The fields about the end of a page. */
export function pageFields({ next, isLast }: Page, { isClosed }: DurableStream): Fields {
  return {
    [NEXT_OFFSET]: toOffset(next),
    ...(isLast && { [UP_TO_DATE]: 'true' }),
    ...(isLast && isClosed && { [CLOSED]: 'true' }),
  };
}

/**
 * How caches keep a page. Bytes at a place never change, so a page with more behind it, and the answer to a long poll,
 * whose cursor changes, may be kept. A page at the end of an open stream grows, so a cache asks first.
 */
export function cacheFields(
  page: Page,
  stream: DurableStream,
  { isShared, isLive }: { readonly isShared: boolean; readonly isLive: boolean },
): Fields {
  const keeps = !page.isLast || isLive || (stream.isClosed && page.data.length > 0);
  const scope = isShared ? 'public' : 'private';
  return { 'cache-control': `${scope}, ${keeps ? CACHED : 'no-cache'}` };
}

/** The entity tag of a page. It changes when a stream is closed, so that no reader misses the end. */
export function etagOf(from: Place, page: Page, { id, isClosed }: DurableStream): string {
  const end = isClosed && page.isLast ? ':c' : '';
  return `"${id}:${from.seq}:${page.next.seq}${end}"`;
}

/** Whether the client says that it has this answer already. */
export function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(etag) || tags.includes('*');
}
