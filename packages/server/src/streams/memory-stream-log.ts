import type { StreamEnvelope } from '@holdfast/core/parts';
import { latestLease } from './believable-lease.ts';
import { mayAppend } from './may-append.ts';
import { endsStream, lengthOf, placeEvents } from './new-event.ts';
import type { LoggedStream, StreamLog } from './stream-log.ts';
import { refuseTooLong } from './wire-bytes.ts';
import { createWakers } from './wakers.ts';

interface Kept {
  readonly stream: LoggedStream;
  readonly events: StreamEnvelope[];
}

/** For tests and for servers without a database: everything is forgotten with the process. */
export function memoryStreamLog(): StreamLog {
  const streams = new Map<string, Kept>();
  const wakers = createWakers();
  return {
    async open(stream) {
      if (streams.has(stream.id)) return false;
      const opened = { ...stream, seq: 0, offset: 0, endedAt: undefined, gone: false };
      streams.set(stream.id, { stream: opened, events: [] });
      return true;
    },
    async find(id) {
      return streams.get(id)?.stream;
    },
    running: async (owner, at) =>
      [...streams.values()].filter(
        ({ stream }) =>
          stream.owner === owner &&
          stream.endedAt === undefined &&
          stream.leaseUntil >= at &&
          stream.leaseUntil <= latestLease(at),
      ).length,
    async append(id, events, by) {
      const kept = streams.get(id);
      if (!kept || !mayAppend(kept.stream, by)) return undefined;
      refuseTooLong(events);
      const placed = placeEvents(kept.stream, events);
      const grown = lengthOf(events);
      kept.events.push(...placed);
      streams.set(id, {
        events: kept.events,
        stream: {
          ...kept.stream,
          seq: kept.stream.seq + grown.seq,
          offset: kept.stream.offset + grown.offset,
          leaseUntil: by.as === 'writer' ? by.leaseUntil : kept.stream.leaseUntil,
          endedAt: endsStream(events) ? by.at : undefined,
        },
      });
      wakers.wake(id);
      return placed;
    },
    async read(id, after, limit) {
      const events = streams.get(id)?.events ?? [];
      return events.filter(({ seq }) => seq > after).slice(0, limit);
    },
    watch: wakers.watch,
    async prune({ eventsBefore, streamsBefore }, limit = Number.POSITIVE_INFINITY) {
      let removed = 0;
      for (const [id, { stream }] of streams) {
        const silentSince = stream.endedAt ?? stream.leaseUntil;
        if (!stream.gone && silentSince < eventsBefore && removed < limit) {
          streams.set(id, { stream: { ...stream, gone: true, endedAt: silentSince }, events: [] });
          removed += 1;
        }
        if (silentSince < streamsBefore && streams.get(id)?.stream.gone === true) {
          streams.delete(id);
        }
      }
      return removed;
    },
  };
}
