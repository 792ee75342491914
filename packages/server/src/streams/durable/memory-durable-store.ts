import { inTurn, type Platform, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import type { DurableRows, DurableStore, ProducerPlace } from './durable-store.ts';
import { type DurableRecord, type DurableStream, standingOf } from './durable-stream.ts';
import { countFitting, segmentsOf } from './record-range.ts';

interface Kept {
  stream: DurableStream;
  readonly records: DurableRecord[];
  readonly producers: Map<string, ProducerPlace>;
}

/** For tests and for servers without a database: the streams are lost when the process ends. */
export function memoryDurableStore(
  options: { readonly platform?: Pick<Platform, 'now'> } = {},
): DurableStore {
  requireOptionsAlways('memoryDurableStore', options, {
    platform: 'an object with now?',
  });

  const { platform = webPlatform } = options;
  const byId = new Map<string, Kept>();
  const ids = new Map<string, string>();
  const oneByOne = inTurn();

  const named = (name: string): DurableStream | undefined => byId.get(ids.get(name) ?? '')?.stream;

  const read: DurableStore['read'] = async (stream, after, mostBytes) => {
    const records = segmentsOf(stream, after.seq).flatMap(({ id, from, upTo }) => {
      const kept = byId.get(id)?.records ?? [];
      const skipped = from - (kept[0]?.seq ?? 0);
      return kept.slice(Math.max(0, skipped), Math.max(0, skipped + upTo - from + 1));
    });
    const lengths = records.map(({ data }) => data.length);
    return records.slice(0, countFitting(lengths, mostBytes));
  };

  /** The rows of a turn. Each change records how to undo it. */
  const rowsOf = (undo: (() => void)[]): DurableRows => ({
    at: platform.now(),
    lock: async (name) => named(name),
    lockId: async (id) => byId.get(id)?.stream,
    async insert(stream) {
      if (ids.has(stream.name)) return false;
      ids.set(stream.name, stream.id);
      byId.set(stream.id, { stream, records: [], producers: new Map() });
      undo.push(() => {
        ids.delete(stream.name);
        byId.delete(stream.id);
      });
      return true;
    },
    async update(stream) {
      const kept = byId.get(stream.id);
      if (!kept) return;
      const before = kept.stream;
      kept.stream = stream;
      undo.push(() => void (kept.stream = before));
    },
    async drop(id) {
      const kept = byId.get(id);
      if (!kept) return;
      byId.delete(id);
      ids.delete(kept.stream.name);
      undo.push(() => {
        byId.set(id, kept);
        ids.set(kept.stream.name, id);
      });
    },
    async addRecord(id, record) {
      const records = byId.get(id)?.records;
      records?.push(record);
      undo.push(() => records?.pop());
    },
    read,
    producer: async (id, producer) => byId.get(id)?.producers.get(producer),
    async putProducer(id, producer, place) {
      const producers = byId.get(id)?.producers;
      const before = producers?.get(producer);
      producers?.set(producer, place);
      undo.push(() => {
        if (before) producers?.set(producer, before);
        else producers?.delete(producer);
      });
    },
    count: async (most) => Math.min(most, byId.size),
    expired: async (limit) =>
      [...byId.values()]
        .filter(({ stream }) => standingOf(stream, platform.now()) === 'missing')
        .map(({ stream }) => stream.name)
        .slice(0, limit),
  });

  return {
    async find(name) {
      const stream = named(name);
      return stream && { stream, at: platform.now() };
    },
    read,
    turn: (work) =>
      oneByOne(async () => {
        const undo: (() => void)[] = [];
        try {
          return await work(rowsOf(undo));
        } catch (error) {
          for (const step of undo.toReversed()) step();
          throw error;
        }
      }),
  };
}
