import { Failure } from '@holdfast/core';
import type { Platform } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { createMeter } from '../quotas/meter.ts';
import { createPlaces } from '../quotas/places.ts';
import { quotaExceeded } from '../quotas/quota-exceeded.ts';
import type { StreamLog } from './stream-log.ts';

/** Limits on the streams of one owner. */
export interface StreamLimits {
  /** Streams of one owner that are generated at once, on all servers of the log. @default 4 */
  readonly maxRunning?: number;
  /** Connections of one owner that read streams at once, on this server. @default 64 */
  readonly maxReaders?: number;
  /** Connections that read one stream at once, on this server. @default 32 */
  readonly maxReadersOfStream?: number;
  /** Bytes of all events of one stream. A generator that yields more is ended. @default 16 MiB */
  readonly maxStreamBytes?: number;
  /** Streams that one owner begins in a day, on this server. @default 1000 */
  readonly maxStreamsPerDay?: number;
  /** Bytes that are generated for one owner in a day, on this server. @default 256 MiB */
  readonly maxBytesPerDay?: number;
}

export interface StreamQuotas {
  /** Takes a place for a reader, and returns a function that frees it. Throws `QUOTA_EXCEEDED`. */
  seat(stream: { readonly id: string; readonly owner: string }): () => void;
  /** Takes a place for a stream that is generated. Rejects with `QUOTA_EXCEEDED`. */
  admit(owner: string): Promise<Admission>;
}

export interface Admission {
  /** Counts the stream against the day: it has begun. */
  readonly begun: () => void;
  /** Frees the place. */
  readonly leave: () => void;
  /** The reason why so many more bytes may not be generated; `undefined` when they may. */
  readonly refuseBytes: (bytes: number) => Failure | undefined;
}

const MIB = 1_048_576;
/** When a place may be free again: a stream or a reader ends at any time. */
const RETRY_MS = 2000;

export function createStreamQuotas(
  {
    maxRunning = 4,
    maxReaders = 64,
    maxReadersOfStream = 32,
    maxStreamBytes = 16 * MIB,
    maxStreamsPerDay = 1000,
    maxBytesPerDay = 256 * MIB,
  }: StreamLimits,
  log: Pick<StreamLog, 'running'>,
  platform: Pick<Platform, 'now' | 'monotonic'>,
): StreamQuotas {
  const running = createPlaces();
  const readers = createPlaces();
  const streamsOfDay = createMeter({ platform });
  const bytesOfDay = createMeter({ platform });

  const byteQuota = (owner: string): Admission['refuseBytes'] => {
    let total = 0;
    return (bytes) => {
      total += bytes;
      if (total > maxStreamBytes) {
        const details = { limitBytes: maxStreamBytes };
        return new Failure(catalogue.BODY_TOO_LARGE, { effect: 'none', details });
      }
      const day = bytesOfDay.take(owner, bytes, maxBytesPerDay);
      if (day.taken) return undefined;
      return quotaExceeded(
        { what: 'stream-bytes-per-day', limit: maxBytesPerDay },
        day.retryAfterMs,
      );
    };
  };

  return {
    seat({ id, owner }) {
      const ofOwner = readers.take(`owner ${owner}`, maxReaders);
      if (!ofOwner) throw quotaExceeded({ what: 'stream-readers', limit: maxReaders }, RETRY_MS);
      const ofStream = readers.take(`stream ${id}`, maxReadersOfStream);
      if (!ofStream) {
        ofOwner();
        const what = 'stream-readers-of-stream';
        throw quotaExceeded({ what, limit: maxReadersOfStream }, RETRY_MS);
      }
      return () => {
        ofOwner();
        ofStream();
      };
    },

    async admit(owner) {
      const full = { what: 'running-streams', limit: maxRunning };
      const leave = running.take(owner, maxRunning);
      if (!leave) throw quotaExceeded(full, RETRY_MS);
      try {
        // Streams of this process count before they are in the log. Streams of other servers count only there.
        const inLog = await log.running(owner, platform.now());
        if (inLog >= maxRunning) throw quotaExceeded(full, RETRY_MS);
        const day = streamsOfDay.take(owner, 0, maxStreamsPerDay - 1);
        if (!day.taken) {
          const perDay = { what: 'streams-per-day', limit: maxStreamsPerDay };
          throw quotaExceeded(perDay, day.retryAfterMs);
        }
      } catch (error) {
        leave();
        throw error;
      }
      return {
        leave,
        begun: () => void streamsOfDay.take(owner, 1, Number.MAX_SAFE_INTEGER),
        refuseBytes: byteQuota(owner),
      };
    },
  };
}
