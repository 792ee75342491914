import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStream } from './create-turn.ts';
import { appendTo } from './append-turn.ts';
import { DEFAULT_LIMITS } from './durable-limits.ts';
import type { DurableStore } from './durable-store.ts';
import type { DurableRecord, DurableStream } from './durable-stream.ts';

export interface DurableStoreUnderTest {
  readonly store: DurableStore;
  /** The same store, opened by another server. */
  readonly elsewhere: DurableStore;
  readonly close: () => Promise<void>;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const stream = (id: string, more: Partial<DurableStream> = {}): DurableStream => ({
  id,
  name: `/${id}`,
  settings: { contentType: 'text/plain', ancestors: [] },
  tail: { seq: 0, bytes: 0 },
  isClosed: false,
  isDeleted: false,
  producers: 0,
  forks: 0,
  ...more,
});
const record = (seq: number, text = 'ab'): DurableRecord => ({
  seq,
  startsAt: (seq - 1) * 2,
  endsAt: seq * 2,
  data: bytes(text),
});
const start = { seq: 0, bytes: 0 };

/** The rules that every `DurableStore` keeps. */
export function durableStoreContract(
  name: string,
  open: () => Promise<DurableStoreUnderTest>,
): void {
  describe(`${name} as a store of durable streams`, () => {
    let under: DurableStoreUnderTest;
    let store: DurableStore;

    beforeEach(async () => {
      under = await open();
      ({ store } = under);
    });
    afterEach(() => under.close());

    const insert = (one: DurableStream): Promise<boolean> => store.turn((rows) => rows.insert(one));
    const texts = async (one: DurableStream, mostBytes = 100): Promise<readonly string[]> =>
      (await store.read(one, start, mostBytes)).map(({ data }) => new TextDecoder().decode(data));

    it('returns the whole state of a stream, with the time', async () => {
      const whole = stream('a', {
        settings: { contentType: 'text/plain', ttlMs: 1000, ancestors: [{ id: 'b', upTo: 2 }] },
        ...{ tail: { seq: 3, bytes: 2 ** 40 }, isClosed: true, isDeleted: true, dueAt: 2 ** 41 },
        ...{
          writerSeq: 'x',
          closedBy: { producer: 'p', epoch: 1, seq: 2 },
          producers: 4,
          forks: 5,
        },
      });
      await insert(whole);
      const found = await under.elsewhere.find('/a');
      expect(found?.stream).toEqual(whole);
      expect(found?.at).toBeGreaterThanOrEqual(0);
      expect(await store.find('/b')).toBeUndefined();
      const changed = stream('a', { settings: whole.settings, tail: { seq: 4, bytes: 9 } });
      await store.turn((rows) => rows.update(changed));
      expect((await store.find('/a'))?.stream).toEqual(changed);
    });

    it('has one stream for each name, that of the first creator', async () => {
      expect(await insert(stream('a'))).toBe(true);
      expect(await insert(stream('b', { name: '/a' }))).toBe(false);
      expect((await store.find('/a'))?.stream.id).toBe('a');
      await store.turn((rows) => rows.drop('a'));
      expect(await insert(stream('b', { name: '/a' }))).toBe(true);
    });

    it('writes a whole turn or nothing', async () => {
      await insert(stream('a'));
      const turn = store.turn(async (rows) => {
        await rows.addRecord('a', record(1));
        await rows.update(stream('a', { tail: { seq: 1, bytes: 2 } }));
        await rows.putProducer('a', 'p', { epoch: 0, seq: 0 });
        await rows.insert(stream('b'));
        throw new Error('halfway');
      });
      await expect(turn).rejects.toThrow('halfway');
      expect((await store.find('/a'))?.stream.tail.seq).toBe(0);
      expect(await store.find('/b')).toBeUndefined();
      expect(await texts(stream('a', { tail: { seq: 1, bytes: 2 } }))).toEqual([]);
      expect(await store.turn((rows) => rows.producer('a', 'p'))).toBeUndefined();
      const dropping = store.turn(async (rows) => {
        await rows.putProducer('a', 'p', { epoch: 0, seq: 0 });
        await rows.putProducer('a', 'p', { epoch: 0, seq: 1 });
        await rows.drop('a');
        throw new Error('halfway');
      });
      await expect(dropping).rejects.toThrow('halfway');
      expect((await store.find('/a'))?.stream.id).toBe('a');
    });

    it('reads records up to a number of bytes, and at least one', async () => {
      await insert(stream('a'));
      await store.turn(async (rows) => {
        for (const seq of [1, 2, 3]) await rows.addRecord('a', record(seq));
      });
      const long = stream('a', { tail: { seq: 3, bytes: 6 } });
      expect(await store.read(long, start, 4)).toEqual([record(1), record(2)]);
      expect(await store.read(long, { seq: 1, bytes: 2 }, 1)).toEqual([record(2)]);
      expect(await store.read(long, { seq: 3, bytes: 6 }, 100)).toEqual([]);
      // A reader that has an older state reads no further than this state.
      expect(await texts(stream('a', { tail: { seq: 2, bytes: 4 } }))).toEqual(['ab', 'ab']);
    });

    it('reads a fork through its ancestors, and forgets a stream with its records', async () => {
      const numbers = { a: [1, 2, 3], b: [3], c: [3, 4] };
      await store.turn(async (rows) => {
        for (const [id, seqs] of Object.entries(numbers)) {
          await rows.insert(stream(id));
          for (const seq of seqs) await rows.addRecord(id, record(seq, `${id}${seq}`));
        }
      });
      const ancestors = [
        { id: 'a', upTo: 2 },
        { id: 'b', upTo: 2 },
      ];
      const fork = stream('c', {
        settings: { contentType: 'text/plain', ancestors },
        tail: { seq: 4, bytes: 8 },
      });
      expect(await texts(fork)).toEqual(['a1', 'a2', 'c3', 'c4']);
      const behind = await store.turn((rows) => rows.read(fork, { seq: 1, bytes: 2 }, 4));
      expect(behind.map(({ seq }) => seq)).toEqual([2, 3]);
      await store.turn((rows) => rows.drop('c'));
      expect(await texts(fork)).toEqual(['a1', 'a2']);
    });

    it('knows the last write of each producer of a stream', async () => {
      await insert(stream('a'));
      await store.turn(async (rows) => {
        await rows.putProducer('a', 'p', { epoch: 1, seq: 2 });
        await rows.putProducer('a', 'p', { epoch: 2 ** 40, seq: 0 });
      });
      await store.turn(async (rows) => {
        expect(await rows.producer('a', 'p')).toEqual({ epoch: 2 ** 40, seq: 0 });
        expect(await rows.producer('a', 'q')).toBeUndefined();
        expect(await rows.producer('b', 'p')).toBeUndefined();
      });
    });

    it('counts streams up to a limit, and lists the expired ones without forks', async () => {
      await insert(stream('a', { dueAt: 0 }));
      await insert(stream('b', { dueAt: 0, forks: 1 }));
      await insert(stream('c', { dueAt: 2 ** 42 }));
      await insert(stream('d'));
      await store.turn(async (rows) => {
        expect(await rows.count(10)).toBe(4);
        expect(await rows.count(2)).toBe(2);
        expect(await rows.expired(10)).toEqual(['/a']);
        expect((await rows.lockId('a'))?.name).toBe('/a');
        expect(await rows.lock('/x')).toBeUndefined();
      });
    });

    it('lets servers append and create one after the other', async () => {
      const stores = [store, under.elsewhere];
      const asked = { contentType: 'text/plain', lifetime: {}, isClosed: false, body: bytes('') };
      const created = await Promise.all(
        stores.map((one, index) =>
          createStream(one, { ...asked, name: '/a', id: `a${index}` }, DEFAULT_LIMITS),
        ),
      );
      expect(created.map(({ kind }) => kind).toSorted()).toEqual(['created', 'existed']);
      const append = (one: DurableStore, seq: number) =>
        appendTo(
          one,
          '/a',
          {
            ...{ data: bytes('ab'), contentType: 'text/plain', closes: false },
            turn: { producer: `p${seq}`, epoch: 0, seq: 0 },
          },
          DEFAULT_LIMITS,
        );
      // Both servers get each write, as after a lost answer.
      const outcomes = await Promise.all(
        [1, 2, 3, 4].flatMap((seq) => stores.map((one) => append(one, seq))),
      );
      const kinds = outcomes.map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'appended')).toHaveLength(4);
      expect(kinds.filter((kind) => kind === 'repeated')).toHaveLength(4);
      const found = await store.find('/a');
      expect(found?.stream.tail).toEqual({ seq: 4, bytes: 8 });
      expect(found && (await texts(found.stream))).toEqual(['ab', 'ab', 'ab', 'ab']);
    });
  });
}
