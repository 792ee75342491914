import type { DurableLimits } from './durable-limits.ts';
import type { DurableReads, Found } from './durable-store.ts';
import { bodyOf, type Page, readPage } from './read-page.ts';
import { cacheFields, etagOf, isKnown, pageFields } from './stream-fields.ts';

/** Answers a read that does not wait. */
export async function answerPage(
  request: Request,
  {
    reads,
    limits,
    isShared,
  }: {
    readonly reads: DurableReads;
    readonly limits: Pick<Required<DurableLimits>, 'chunkBytes'>;
    readonly isShared: boolean;
  },
  found: Found,
  from: Page['next'] | 'now',
): Promise<Response> {
  const { stream } = found;
  const at = from === 'now' ? stream.tail : from;
  const page = await readPage(reads, stream, { from: at, mostBytes: limits.chunkBytes });
  if (from !== 'now') {
    return pageResponse(request, page, { from: at, found, fields: {}, isShared, isLive: false });
  }
  const { contentType } = stream.settings;
  const headers = { 'content-type': contentType, 'cache-control': 'no-store' };
  return new Response(bodyOf(page, contentType), {
    headers: { ...headers, ...pageFields(page, stream) },
  });
}

/** A page as an answer, or a 304 if the client already has it. */
export function pageResponse(
  request: Request,
  page: Page,
  {
    from,
    found: { stream },
    fields,
    ...caching
  }: {
    readonly from: Page['next'];
    readonly found: Found;
    readonly fields: Readonly<Record<string, string>>;
    readonly isShared: boolean;
    readonly isLive: boolean;
  },
): Response {
  const { contentType } = stream.settings;
  const etag = etagOf(from, page, stream);
  const headers = {
    etag,
    ...cacheFields(page, stream, caching),
    ...pageFields(page, stream),
    ...fields,
  };
  if (isKnown(request.headers.get('if-none-match'), etag)) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(bodyOf(page, contentType), {
    headers: { 'content-type': contentType, ...headers },
  });
}
