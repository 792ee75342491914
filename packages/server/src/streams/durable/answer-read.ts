import type { Platform } from '@holdfast/core/parts';
import { cursorOf } from './cursor-of.ts';
import { CURSOR, SSE_ENCODING, UP_TO_DATE } from './durable-headers.ts';
import type { DurableLimits } from './durable-limits.ts';
import type { DurableReads, Found } from './durable-store.ts';
import { createLiveReader } from './live-reader.ts';
import { isText } from './media-type.ts';
import { answerPage, pageResponse } from './page-response.ts';
import { readPage } from './read-page.ts';
import { readDurableQuery } from './read-query.ts';
import { full } from './refusals.ts';
import { createSseEvents } from './sse-events.ts';
import { sseBody } from './sse-body.ts';
import { tailFields } from './stream-fields.ts';
import type { TailWatches } from './tail-watch.ts';

export interface ReadContext {
  readonly reads: DurableReads;
  readonly name: string;
  /** Finds the stream, or rejects when it is not there. */
  readonly find: () => Promise<Found>;
  readonly watches: TailWatches;
  readonly readers: { count: number };
  readonly limits: Required<DurableLimits>;
  readonly isShared: boolean;
  readonly platform: Pick<Platform, 'now' | 'random' | 'monotonic' | 'schedule'>;
}

/** Answers a `GET`. `touch` says that the stream was read. */
export async function answerRead(
  request: Request,
  context: ReadContext,
  touch: (found: Found) => Promise<void>,
): Promise<Response> {
  const query = readDurableQuery(new URL(request.url));
  const { live } = query;
  if (live === undefined) {
    const found = await context.find();
    await touch(found);
    return answerPage(request, context, found, query.from);
  }
  const { readers, limits, watches, name, reads, platform } = context;
  if (readers.count >= limits.maxReaders) throw full('readers', limits.maxReaders);
  readers.count += 1;
  const watch = watches.watch(name);
  const ended = new AbortController();
  const leave = (): void => {
    if (ended.signal.aborted) return;
    ended.abort();
    watch.stop();
    readers.count -= 1;
  };
  const signal = AbortSignal.any([request.signal, ended.signal]);
  try {
    const found = await context.find();
    await touch(found);
    const from = query.from === 'now' ? found.stream.tail : query.from;
    const reader = createLiveReader({
      ...{ reads, find: context.find, watch, from, limits, signal, platform },
    });
    const cursor = (): string => cursorOf(query.cursor, platform);
    if (live === 'sse') {
      const { contentType } = found.stream.settings;
      await readPage(reads, found.stream, { from, mostBytes: 1 });
      const body = sseBody({
        ...{ first: found, next: reader.next, cursor, platform, onEnd: leave },
        ...{ sseMs: limits.sseMs, heartbeatMs: limits.heartbeatMs },
        events: createSseEvents(contentType),
        signal: request.signal,
      });
      return new Response(body, {
        headers: {
          'content-type': 'text/event-stream',
          'cache-control': 'no-cache, no-transform',
          // This keeps a proxy from gathering the whole answer before it passes it on.
          'x-accel-buffering': 'no',
          ...(!isText(contentType) && { [SSE_ENCODING]: 'base64' }),
        },
      });
    }
    const reached = await reader.next(found, limits.longPollMs);
    leave();
    const { stream } = reached.found;
    const cursorField = stream.isClosed && reached.page.isLast ? {} : { [CURSOR]: cursor() };
    if (reached.page.data.length > 0) {
      return pageResponse(request, reached.page, {
        ...{ from, found: reached.found, fields: cursorField, isShared: context.isShared },
        isLive: true,
      });
    }
    const headers = { 'cache-control': 'no-store', [UP_TO_DATE]: 'true', ...cursorField };
    return new Response(null, { status: 204, headers: { ...headers, ...tailFields(stream) } });
  } catch (error) {
    leave();
    throw error;
  }
}
