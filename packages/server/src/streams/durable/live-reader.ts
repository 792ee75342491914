import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { Platform } from '@holdfast/core/parts';
import type { DurableLimits } from './durable-limits.ts';
import type { DurableReads, Found } from './durable-store.ts';
import type { Place } from './durable-stream.ts';
import { type Page, readPage } from './read-page.ts';
import type { TailWatch } from './tail-watch.ts';

export interface LiveReaderOptions {
  readonly reads: DurableReads;
  /** Finds the stream again, or rejects when it does not exist any more. */
  readonly find: () => Promise<Found>;
  readonly watch: TailWatch;
  readonly from: Place;
  readonly limits: Required<DurableLimits>;
  readonly signal: AbortSignal;
  readonly platform: Pick<Platform, 'monotonic'>;
}

export interface LivePage {
  readonly page: Page;
  readonly found: Found;
}

/** Reads page after page from a place, and waits at the end of the stream. */
export interface LiveReader {
  /** The page behind the last one. At the end of an open stream it waits, and after `waitMs` the page is empty. */
  next(found: Found, waitMs: number): Promise<LivePage>;
}

export function createLiveReader({
  reads,
  find,
  watch,
  limits,
  signal,
  platform,
  ...options
}: LiveReaderOptions): LiveReader {
  let { from } = options;
  return {
    async next(first, waitMs) {
      const endsAt = platform.monotonic() + waitMs;
      const { id } = first.stream;
      let found = first;
      for (;;) {
        // The stream was deleted, and another one has its name.
        if (found.stream.id !== id) throw new Failure(catalogue.NOT_FOUND);
        const page = await readPage(reads, found.stream, { from, mostBytes: limits.chunkBytes });
        const leftMs = endsAt - platform.monotonic();
        if (page.data.length > 0 || found.stream.isClosed || leftMs <= 0 || signal.aborted) {
          from = page.next;
          return { page, found };
        }
        await watch.change(found, leftMs, signal);
        found = await find();
      }
    },
  };
}
