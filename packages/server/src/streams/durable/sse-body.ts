import type { Platform } from '@holdfast/core/parts';
import type { Found } from './durable-store.ts';
import type { LivePage } from './live-reader.ts';
import type { SseEvents } from './sse-events.ts';

export interface SseBodyOptions {
  readonly first: Found;
  readonly next: (found: Found, waitMs: number) => Promise<LivePage>;
  readonly events: SseEvents;
  readonly cursor: () => string;
  /** How long the body lasts, also when no client reads it. */
  readonly sseMs: number;
  readonly heartbeatMs: number;
  /** Called once, when the reader has ended. */
  readonly onEnd: () => void;
  /** Ends the body when the client has left. */
  readonly signal: AbortSignal;
  readonly platform: Pick<Platform, 'monotonic' | 'schedule'>;
}

/**
 * The body of an answer of server-sent events. It reads the next page when the client has read the last one, and ends
 * with the stream, or after `sseMs`.
 */
export function sseBody({
  next,
  events,
  cursor,
  sseMs,
  heartbeatMs,
  onEnd,
  signal,
  platform,
  ...options
}: SseBodyOptions): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const endsAt = platform.monotonic() + sseMs;
  let found = options.first;
  let isOver = false;
  let hasSpoken = false;
  let cancelTimer: (() => void) | undefined;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    cancelTimer?.();
    onEnd();
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        cancelTimer = platform.schedule(sseMs, () => {
          if (isOver) return;
          end();
          controller.close();
        });
      },
      async pull(controller) {
        try {
          // The server sends the first page at once, also when it is empty: it says whether the reader is up to
          // date.
          const reached = await next(found, hasSpoken ? heartbeatMs : 0);
          if (isOver) return;
          ({ found } = reached);
          const { page } = reached;
          const isNews = page.data.length > 0 || found.stream.isClosed || !hasSpoken;
          hasSpoken = true;
          const text = isNews ? events.encode(page, found.stream, cursor()) : ': \n\n';
          controller.enqueue(encoder.encode(text));
          const isEnd = signal.aborted || (page.isLast && found.stream.isClosed);
          if (!isEnd && platform.monotonic() < endsAt) return;
        } catch {
          // The stream is gone, or the store failed. The client connects again, and the answer says which.
          if (isOver) return;
        }
        end();
        controller.close();
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}
