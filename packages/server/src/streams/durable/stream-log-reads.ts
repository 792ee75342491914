import { type Platform, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import type { StreamLog } from '../stream-log.ts';
import type { DurableReads } from './durable-store.ts';
import { countFitting } from './record-range.ts';

/** The most events in one answer. */
const PAGE = 100;

/**
 * The streams of a `StreamLog` for readers of the Durable Streams protocol: each event is one message of JSON, the
 * offset counts events, and the stream is closed where it ends. A store like this can only be read. The name of a
 * stream is its owner, a slash and its id: give `createDurableStreams` a `nameOf` that puts the signed-in user there.
 * A stream whose writer died ends when the stream server reads it next.
 */
export function streamLogReads(
  log: StreamLog,
  options: { readonly platform?: Pick<Platform, 'now'> } = {},
): DurableReads {
  requireOptionsAlways('streamLogReads', options, {
    platform: 'an object with now?',
  });

  const { platform = webPlatform } = options;
  const encoder = new TextEncoder();
  return {
    async find(name) {
      const slash = name.lastIndexOf('/');
      const id = name.slice(slash + 1);
      const stream = await log.find(id);
      if (slash === -1 || stream?.owner !== name.slice(0, slash)) return undefined;
      return {
        at: platform.now(),
        stream: {
          id,
          name,
          settings: { contentType: 'application/json', ancestors: [] },
          tail: { seq: stream.seq, bytes: 0 },
          isClosed: stream.endedAt !== undefined,
          isDeleted: stream.gone,
          producers: 0,
          forks: 0,
        },
      };
    },
    async read({ id, tail }, { seq }, mostBytes) {
      const events = await log.read(id, seq, PAGE);
      const records = events
        .filter((event) => event.seq <= tail.seq)
        .map((event) => ({
          ...{ seq: event.seq, startsAt: 0, endsAt: 0 },
          data: encoder.encode(JSON.stringify(event)),
        }));
      const lengths = records.map(({ data }) => data.length);
      return records.slice(0, countFitting(lengths, mostBytes));
    },
    watch: (name, wake) => log.watch(name.slice(name.lastIndexOf('/') + 1), wake),
  };
}
