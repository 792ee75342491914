import { Failure } from '@holdfast/core';
import { isTerminal, type Platform, type StreamEnvelope } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import type { StreamEncoding } from './stream-encoding.ts';
import type { StreamLog } from './stream-log.ts';

export interface ReadStreamOptions {
  readonly log: StreamLog;
  readonly id: string;
  readonly after: number;
  readonly format: StreamEncoding;
  readonly heartbeatMs: number;
  /** How often it looks for what other processes have written. */
  readonly pollMs: number;
  /** Ends a stream whose writer died. The reader calls it while the stream is silent. */
  readonly inherit: () => Promise<unknown>;
  /** Called once, when the reader has ended. */
  readonly onDetached?: () => void;
  /** Ends the body, though not the stream. */
  readonly signal: AbortSignal;
  readonly platform: Pick<Platform, 'monotonic' | 'schedule'>;
}

const PAGE = 100;

/**
 * The body of an answer: the events after `after`, and what follows as it is written. It reads as fast
 * as it is read, a page at a time, and ends with the stream. Cancelling it only detaches. A body that is dropped
 * unread, as the one of an answer to HEAD, detaches by itself after a heartbeat.
 */
export function readStream({
  log,
  id,
  format,
  heartbeatMs,
  pollMs,
  inherit,
  onDetached,
  signal,
  platform,
  ...options
}: ReadStreamOptions): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let { after } = options;
  let spokeAt = platform.monotonic();
  let news = false;
  let detached = false;
  let wake: (() => void) | undefined;
  const hear = (): void => {
    news = true;
    wake?.();
  };
  const unwatch = log.watch(id, hear);
  signal.addEventListener('abort', hear);
  let cancelUnread: (() => void) | undefined;
  const detach = (): void => {
    detached = true;
    cancelUnread?.();
    unwatch();
    signal.removeEventListener('abort', hear);
    onDetached?.();
    wake?.();
  };

  /** Resolves when there may be something new. */
  const quiet = (): Promise<void> =>
    new Promise((resolve) => {
      const cancel = platform.schedule(pollMs, () => wake?.());
      wake = () => {
        cancel();
        wake = undefined;
        resolve();
      };
      if (news) wake();
    });

  /** The next events, or none when it is time to say that the line is alive, or when all is said. */
  async function next(): Promise<readonly StreamEnvelope[]> {
    for (;;) {
      news = false;
      const events = await log.read(id, after, PAGE);
      const silentMs = platform.monotonic() - spokeAt;
      const told = events.length > 0 || silentMs >= heartbeatMs;
      if (told || signal.aborted || detached) return events;
      await inherit();
      await quiet();
    }
  }

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        // No event reports a body that is never read.
        cancelUnread = platform.schedule(heartbeatMs, () => {
          detach();
          controller.error(new Failure(catalogue.STREAM_INTERRUPTED));
        });
      },
      async pull(controller) {
        cancelUnread?.();
        const events = await next().catch((error: unknown) => {
          detach();
          throw error;
        });
        if (detached) return;
        const last = events.at(-1);
        spokeAt = platform.monotonic();
        after = last?.seq ?? after;
        const over = last ? endsBody(last) : signal.aborted;
        const text = events.map((event) => format.encode(event)).join('');
        if (last || !over) controller.enqueue(encoder.encode(text || format.heartbeat));
        if (!over) return;
        detach();
        controller.close();
      },
      cancel: detach,
    },
    { highWaterMark: 0 },
  );
}

/** A server that stops says so and lets go; the stream itself may still go on elsewhere. */
function endsBody(event: StreamEnvelope): boolean {
  return isTerminal(event) || event.type === 'interrupted';
}
