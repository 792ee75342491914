import { defineWrite, Failure, type StandardSchema } from '@holdfast/core';
import { UNAVAILABLE } from '@holdfast/core/failures';
import { createWorld, jsonAnswer, problemAnswer, type ResilientWorld } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defineSlice } from './define-slice.ts';
import { optimisticLayers } from './optimistic-layers.ts';
import { transactSlices } from './transact-slices.ts';
import type { Transaction } from './transaction.ts';

const text: StandardSchema<string> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as string }) },
};
const path = (of: string) => (name: string) =>
  ({ method: 'POST', path: `${of}/${name}`, json: name }) as const;
const add = defineWrite('add', { input: text, request: path('add') });
const remove = defineWrite('remove', { input: text, request: path('remove') });
const queue = defineWrite('queue', { input: text, request: path('queue'), offline: 'queue' });

interface Names {
  readonly names: readonly string[];
}
const NONE: Names = { names: [] };
const withName = ({ names }: Names, name: string): Names => ({ names: [...names, name] });

function setUp() {
  const world = createWorld();
  world.transport.answerWith(() => jsonAnswer(null));
  const names = createStore(
    defineSlice('names', NONE, { layers: optimisticLayers }).operations({
      add: {
        run: add,
        optimistic: withName,
        dedupe: 'parallel',
        compensate: ({ input }, run) => run(remove, input),
      },
      queue: { run: queue, optimistic: withName, dedupe: 'parallel' },
    })(world.holdfast),
  );
  const counts = createStore(defineSlice('counts', { count: 0 })(world.holdfast));
  const asked = (): string[] => world.transport.requests.map(({ url }) => url.slice('/'.length));
  return { world, names, counts, asked };
}
const boom = new Error('boom');

/** Waits for work whose requests the world answers at once. */
async function settle<T>({ platform }: ResilientWorld, work: Promise<T>): Promise<T> {
  const settled = work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  for (let at = 0; at < 5; at += 1) await platform.advance(1500);
  const result = await settled;
  if ('error' in result) throw result.error;
  return result.value;
}

describe('a transaction', () => {
  it('changes several slices before it calls any listener', async () => {
    const { names, counts } = setUp();
    const seen: string[] = [];
    const look = (): void => {
      seen.push(`${names.getState().names.join()} ${counts.getState().count}`);
    };
    names.subscribe(look);
    counts.subscribe(look);
    const result = await transactSlices(async (transaction) => {
      transaction.set(counts, { count: 1 });
      await Promise.resolve();
      transaction.set(names, (state) => withName(state, 'Mara'));
      transaction.set(names, (state) => withName(state, 'Tom'));
      expect(transaction.get(names).names).toEqual(['Mara', 'Tom']);
      expect(names.getState().names).toEqual([]);
      return 'done';
    });
    expect(result).toBe('done');
    expect(seen).toEqual(['Mara,Tom 1', 'Mara,Tom 1']);
  });

  it('tells each listener once, with the state before the transaction', async () => {
    const { counts } = setUp();
    const seen: number[][] = [];
    counts.subscribe(({ count }, before) => seen.push([before.count, count]));
    await transactSlices((transaction) => {
      for (const count of [1, 2, 3]) transaction.set(counts, { count });
    });
    expect(seen).toEqual([[0, 3]]);
  });

  it('changes nothing when its work throws, and throws the same', async () => {
    const { names, counts } = setUp();
    const before = [names.getState(), counts.getState()];
    const work = transactSlices((transaction) => {
      transaction.set(counts, { count: 1 });
      transaction.set(names, { names: ['Mara'] });
      throw boom;
    });
    await expect(work).rejects.toBe(boom);
    expect([names.getState(), counts.getState()]).toEqual(before);
  });

  it('changes nothing when one of its changes throws', async () => {
    const { names, counts } = setUp();
    const work = transactSlices((transaction) => {
      transaction.set(counts, { count: 1 });
      transaction.set(names, () => {
        throw boom;
      });
    });
    await expect(work).rejects.toBe(boom);
    expect(counts.getState().count).toBe(0);
  });

  it('changes nothing when a store refuses its part, and the listeners go on hearing', async () => {
    const { world, names, counts } = setUp();
    const guarded = createStore<{ readonly count: number }>()((set, get, store) => {
      const { setState } = store;
      store.setState = (patch: object) => {
        if (Reflect.get(patch, 'count') === 13) throw boom;
        setState(patch);
      };
      return defineSlice('guarded', { count: 0 })(world.holdfast)(set, get, store);
    }) as typeof counts;
    const seen: unknown[] = [];
    names.subscribe((state) => seen.push(state.names));
    const both = (count: number, name: string): Promise<void> =>
      transactSlices((transaction) => {
        transaction.set(names, { names: [name] });
        transaction.set(guarded, { count });
      });
    await expect(both(13, 'Mara')).rejects.toBe(boom);
    expect([names.getState().names, guarded.getState().count]).toEqual([[], 0]);
    await both(7, 'Tom');
    expect(seen.at(-1)).toEqual(['Tom']);
    expect(guarded.getState().count).toBe(7);
  });

  it('keeps what others set meanwhile', async () => {
    const { names } = setUp();
    await transactSlices(async (transaction) => {
      transaction.set(names, (state) => withName(state, 'Mara'));
      await Promise.resolve();
      names.setState((state) => withName(state, 'Tom'));
    });
    expect(names.getState().names).toEqual(['Tom', 'Mara']);
  });

  it('lets a part fail, and go on', async () => {
    const { names, counts } = setUp();
    const seen: number[] = [];
    await transactSlices(async (outer) => {
      outer.set(counts, { count: 1 });
      const part = outer.transact((inner) => {
        seen.push(inner.get(counts).count);
        inner.set(counts, { count: 2 });
        inner.set(names, { names: ['Mara'] });
        seen.push(inner.get(counts).count);
        throw boom;
      });
      await part.catch(() => {});
      seen.push(outer.get(counts).count);
      await outer.transact((inner) => inner.set(names, { names: ['Tom'] }));
    });
    expect(seen).toEqual([1, 2, 1]);
    expect(counts.getState().count).toBe(1);
    expect(names.getState().names).toEqual(['Tom']);
  });
});

describe('a write in a transaction', () => {
  it('shows when the transaction is done, together with the data that the transaction sets', async () => {
    const { world, names, counts, asked } = setUp();
    const seen: string[] = [];
    names.subscribe((state) => seen.push(state.names.join()));
    const work = transactSlices(async (transaction) => {
      transaction.set(counts, { count: 1 });
      const outcome = await transaction.run(names, 'add', 'Mara');
      expect(names.getState().names).toEqual([]);
      await transaction.run(names, 'queue', 'Tom');
      expect(names.getState().names).toEqual([]);
      return outcome.kind;
    });
    expect(await settle(world, work)).toBe('live');
    expect(names.getState().names).toEqual(['Mara', 'Tom']);
    expect(new Set(seen)).toEqual(new Set(['', 'Mara,Tom']));
    expect(asked()).toEqual(['add/Mara']);
  });

  it('is taken back when the transaction fails: the acknowledged one by its `compensate`, the waiting one from the outbox', async () => {
    const { world, names, asked } = setUp();
    const seen: string[] = [];
    names.subscribe((state) => seen.push(state.names.join()));
    const work = transactSlices(async (transaction) => {
      await transaction.run(names, 'add', 'Mara');
      await transaction.run(names, 'queue', 'Tom');
      await transaction.run(names, 'add', 'Ada');
      throw boom;
    });
    await expect(settle(world, work)).rejects.toBe(boom);
    expect(asked()).toEqual(['add/Mara', 'add/Ada', 'remove/Ada', 'remove/Mara']);
    expect(world.outbox.entries.getSnapshot()).toEqual([]);
    expect(names.getState().names).toEqual([]);
    expect(new Set(seen)).toEqual(new Set(['']));
  });

  it('fails the transaction when the server refuses it', async () => {
    const { world, names, counts } = setUp();
    world.transport.answerWith(() => problemAnswer(new Failure(UNAVAILABLE)));
    const work = transactSlices(async (transaction) => {
      transaction.set(counts, { count: 1 });
      await transaction.run(names, 'add', 'Mara');
    });
    await expect(settle(world, work)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(counts.getState().count).toBe(0);
    expect(names.getState()).toMatchObject({ names: [], addState: { kind: 'failed' } });
  });

  it('of a part that fails is taken back alone', async () => {
    const { world, names, asked } = setUp();
    const work = transactSlices(async (outer) => {
      await outer.run(names, 'add', 'Mara');
      await outer
        .transact(async (inner) => {
          await inner.run(names, 'add', 'Tom');
          throw boom;
        })
        .catch(() => {});
    });
    await settle(world, work);
    expect(asked()).toEqual(['add/Mara', 'add/Tom', 'remove/Tom']);
    expect(names.getState().names).toEqual(['Mara']);
  });

  it('is taken back with the whole when the whole fails after its part was done', async () => {
    const { world, names, asked } = setUp();
    const work = transactSlices(async (outer) => {
      await outer.transact((inner) => inner.run(names, 'add', 'Mara'));
      throw boom;
    });
    await expect(settle(world, work)).rejects.toBe(boom);
    expect(asked()).toEqual(['add/Mara', 'remove/Mara']);
  });

  it('that is under way when the work throws is waited for, and taken back', async () => {
    const { world, names, asked } = setUp();
    const work = transactSlices(async (transaction) => {
      void transaction.run(names, 'add', 'Mara').catch(() => {});
      throw boom;
    });
    await expect(settle(world, work)).rejects.toBe(boom);
    expect(asked()).toEqual(['add/Mara', 'remove/Mara']);
    expect(names.getState().names).toEqual([]);
  });

  it('that begins while the transaction waits for another one is a part of it', async () => {
    const { world, names, asked } = setUp();
    const work = transactSlices((transaction) => {
      const first = transaction.run(names, 'add', 'Mara');
      void first.then(() => transaction.run(names, 'add', 'Tom')).catch(() => {});
    });
    await settle(world, work);
    expect(asked()).toEqual(['add/Mara', 'add/Tom']);
    expect(names.getState().names).toEqual(['Mara', 'Tom']);
  });

  it('that may have left the outbox is taken back as soon as the server is known to have it', async () => {
    const { world, asked } = setUp();
    const takingBack = createStore(
      defineSlice('others', NONE, { layers: optimisticLayers }).operations({
        queue: { run: queue, compensate: ({ input }, run) => run(remove, input) },
      })(world.holdfast),
    );
    const work = transactSlices(async (transaction) => {
      const running = transaction.run(takingBack, 'queue', 'Tom');
      await world.platform.advance(0);
      world.outbox.set(world.outbox.entries.getSnapshot()[0]?.id ?? '', { kind: 'sending' });
      await running;
      throw boom;
    });
    await expect(settle(world, work)).rejects.toBe(boom);
    expect(asked()).toEqual([]);
    world.outbox.apply(world.outbox.entries.getSnapshot()[0]?.id ?? '');
    await world.platform.advance(0);
    expect(asked()).toEqual(['remove/Tom']);
  });

  it('is not taken back under the name of another user, and nothing of the transaction shows there', async () => {
    const { world, names, counts, asked } = setUp();
    const work = transactSlices(async (transaction) => {
      transaction.set(counts, { count: 1 });
      await transaction.run(names, 'add', 'Mara');
      world.identity.set({ subject: 'nils' });
    });
    await expect(settle(world, work)).rejects.toMatchObject({ code: 'TRANSACTION_ROLLED_BACK' });
    expect(counts.getState().count).toBe(0);
    expect(names.getState().names).toEqual([]);
    expect(asked()).toEqual(['add/Mara']);
  });

  it('cannot be begun after the end', async () => {
    const { names } = setUp();
    let late: Transaction | undefined;
    await transactSlices((transaction) => void (late = transaction));
    expect(() => late?.run(names, 'add', 'Mara')).toThrow('DEFECT');
    expect(() => late?.set(names, NONE)).toThrow('DEFECT');
  });
});
