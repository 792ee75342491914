import { creatorOf, webPlatform, type NewEntry } from '@holdfast/core/parts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { awaitDependencies } from '../chains/await-dependencies.ts';
import { createTemporaryId } from '../chains/temporary-ids.ts';
import { recordOf, type StoredEntry } from './entry-record.ts';
import { appliedBy, left } from './entry-step.ts';
import { openOutboxStore } from './idb-outbox-store.ts';
import { entry } from './outbox-stage.contract.ts';
import type { OutboxStore } from './outbox-store.ts';

const open = () => {
  const name = `store-${Math.random().toString(36).slice(2)}`;
  const stores: OutboxStore[] = [];
  onTestFinished(async () => {
    await Promise.all(stores.map((store) => store.close()));
    indexedDB.deleteDatabase(name);
  });
  const tab = (): OutboxStore => {
    const store = openOutboxStore(name, webPlatform, () => {});
    stores.push(store);
    return store;
  };
  return { tab, ...adding(tab()) };
};
const adding = (store: OutboxStore) => ({
  store,
  add: (id: string, most = 100, owner = 'ann') =>
    store.add(recordOf(entry(id, { owner }), 0), most).then(
      (stored) => (stored ? 'stored' : 'known'),
      (error: unknown) => (error as { code: string }).code,
    ),
  async ids(owner = 'ann') {
    const all = await store.list(owner);
    return all.map(({ id }) => id).join('');
  },
});

it('entries added at once keep the order of the calls, and an id that the outbox has fails none of them', async () => {
  const { add, ids } = open();
  await add('d');
  expect(await Promise.all(['c', 'd', 'a', 'c', 'b'].map((id) => add(id)))).toEqual([
    ...['stored', 'known', 'stored', 'known', 'stored'],
  ]);
  expect(await ids()).toBe('dcab');
});

it('an entry that cannot be stored fails alone among entries added at once', async () => {
  const { store, add, ids } = open();
  const uncloneable = recordOf(entry('b', { input: () => {} }), 0);
  const ends = [add('a'), store.add(uncloneable, 100), add('c')];
  const codes = await Promise.allSettled(ends);
  expect(codes[1]).toMatchObject({ reason: { code: 'STORAGE_QUERY_FAILED' } });
  expect(await ids()).toBe('ac');
});

it('entries added at once are refused from the limit on, and each owner has a limit of its own', async () => {
  const { add, ids } = open();
  await add('a', 3);
  const ends = [
    ...['b', 'c', 'd', 'd', 'b'].map((id) => add(id, 3)),
    ...['e', 'f', 'g', 'h'].map((id) => add(id, 3, 'bob')),
  ];
  expect(await Promise.all(ends)).toEqual([
    ...['stored', 'stored', 'QUEUE_FULL', 'QUEUE_FULL', 'known'],
    ...['stored', 'stored', 'stored', 'QUEUE_FULL'],
  ]);
  expect(await ids()).toBe('abc');
  expect(await ids('bob')).toBe('efg');
});

it('the limit holds over tabs, and there is room again as soon as an entry has left', async () => {
  const { add, ids, store, tab } = open();
  const other = adding(tab());
  await add('a', 3);
  expect([await other.add('b', 3), await other.add('c', 3)]).toEqual(['stored', 'stored']);
  expect(await add('d', 3)).toBe('QUEUE_FULL');
  const settlement = { kind: 'cancelled' } as const;
  await store.change('b', () => ({ kind: 'left', settlement }), 0);
  expect([await add('e', 3), await add('f', 3)]).toEqual(['stored', 'QUEUE_FULL']);
  expect(await add('b', 3)).toBe('known');
  expect(await ids()).toBe('ace');
});

it('an upgrade keeps the entries that an earlier version stored', async () => {
  const name = `store-${Math.random().toString(36).slice(2)}`;
  onTestFinished(() => void indexedDB.deleteDatabase(name));
  await new Promise<void>((resolve) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      const database = request.result;
      const keys = { keyPath: 'seq', autoIncrement: true };
      const entries = database.createObjectStore('entries', keys);
      entries.createIndex('id', 'id', { unique: true });
      entries.createIndex('lane', ['owner', 'lane']);
      const ledger = database.createObjectStore('ledger', { keyPath: 'id' });
      ledger.createIndex('settledAt', 'settledAt');
      database.createObjectStore('meta').put(0.5, 'token');
      entries.add(recordOf(entry('a'), 0));
    };
    request.addEventListener('success', () => {
      request.result.close();
      resolve();
    });
  });
  const store = openOutboxStore(name, webPlatform, () => {});
  onTestFinished(() => store.close());
  const { add, ids } = adding(store);
  expect(await add('b')).toBe('stored');
  expect(await ids()).toBe('ab');
});

it('entries that took effect are deleted with their bodies, and only these', async () => {
  const { store, add, ids } = open();
  const { request } = entry('a');
  await store.add(
    recordOf(entry('a', { request: { ...request, body: 'x'.repeat(40_000) } }), 0),
    100,
  );
  const [stored] = (await store.list('ann')) as [StoredEntry];
  await add('b');
  await store.drop(['a', 'gone']);
  expect(await ids()).toBe('b');
  expect(await store.whole(stored)).toBeUndefined();
  // No store knows the entry any more, so its id can be added again.
  expect(await add('a')).toBe('stored');
});

const token = createTemporaryId();
/** An entry that creates a thing with this temporary id. */
const creator = (made: string): NewEntry =>
  entry(creatorOf(made)!, {
    ...{ lane: made, temporaryId: made },
    expectation: { accept: 'json', idPointer: '/id' },
  });

const openChained = () => {
  const name = `store-${Math.random().toString(36).slice(2)}`;
  const dependencies = awaitDependencies();
  const store = openOutboxStore(name, webPlatform, () => {}, 'strict', { dependencies });
  onTestFinished(async () => {
    await store.close();
    indexedDB.deleteDatabase(name);
  });
  /** An entry creates a thing, and its server names that with a number. */
  const create = async (made: string, value: unknown, now: number): Promise<void> => {
    const { id } = creator(made);
    await store.add(recordOf(creator(made), 0), 100);
    const transition = () => left(appliedBy({ value, replayed: false }));
    const answers = [{ id, transition }];
    await store.step({ answers, claim: undefined, epoch: 0, isBeat: false, now });
  };
  return { store, create };
};

describe('the ids that servers gave', () => {
  it('are forgotten with age and number, but not while an entry needs one', async () => {
    const { store, create } = openChained();
    const made = [token, ...Array.from({ length: 3 }, () => createTemporaryId())];
    for (const [index, one] of made.entries()) await create(one, { id: index }, index);
    await store.add(recordOf(entry('later', { after: [token] }), 0), 100);
    const kept = async (): Promise<readonly boolean[]> =>
      Promise.all(made.map(async (one) => (await store.realIdRow(one)) !== undefined));
    await store.prune(0, 100);
    expect(await kept()).toEqual([true, true, true, true]);
    await store.prune(2, 100);
    expect(await kept()).toEqual([true, false, true, true]);
    await store.prune(0, 1);
    expect(await kept()).toEqual([true, false, false, true]);
  });

  it('are missing where the answer has no id that can be used', async () => {
    const { store, create } = openChained();
    await create(token, { name: 'no id' }, 1);
    expect(await store.realIdRow(token)).toBeUndefined();
  });
});
