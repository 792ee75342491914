import { requireOptionsAlways } from '@holdfast/core/parts';
import type { StreamLog } from '../streams/stream-log.ts';
import type { RetentionTask } from './retention-task.ts';
import { requireMethods } from '../mistakes/require-value.ts';

export interface StreamRetentionOptions {
  /** How long the events of a stream are kept after its end. Then it is `STREAM_GONE`. */
  readonly eventsMs: number;
  /** How long the key of a stream is stored after its end: longer than a client repeats a start by itself. */
  readonly streamsMs: number;
}

/** Removes the events of old streams, and later their keys. */
export function streamRetention(
  log: Pick<StreamLog, 'prune'>,
  options: StreamRetentionOptions,
): RetentionTask {
  requireOptionsAlways('streamRetention', options, {
    eventsMs: 'a number from 1 on',
    streamsMs: 'a number from 1 on',
  });

  const { eventsMs, streamsMs } = options;
  requireMethods('streamRetention', { log }, ['prune'], 'a log of streams');
  return {
    name: 'streams',
    spanMs: eventsMs,
    // A stream is many rows, so fewer of them are one step.
    prune: async (eventsBefore, limit, now) => {
      const streams = Math.max(1, Math.floor(limit / 100));
      const pruned = await log.prune({ eventsBefore, streamsBefore: now - streamsMs }, streams);
      return pruned < streams ? 0 : limit;
    },
  };
}
