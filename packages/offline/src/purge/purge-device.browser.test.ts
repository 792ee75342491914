import { createCell, type Identity } from '@holdfast/core';
import { openDB } from 'idb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createReadCache } from '../cache/idb-read-cache.ts';
import { createDraftStore } from '../drafts/idb-draft-store.ts';
import { encryptAtRest } from '../encryption/encrypt-at-rest.ts';
import { createOutbox } from '../outbox/create-outbox.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { createScriptedServer, ended, entry, until } from '../outbox/outbox-stage.contract.ts';
import { unsentDrafts } from './unsent-drafts.ts';
import { countUnsent, purgeDevice, type Unsent } from './purge-device.ts';

const DATABASES = ['outbox', 'drafts', 'cache'] as const;
let name = '';
let outbox: Outbox;
const identity = createCell<Identity | null>(null);
const server = createScriptedServer();
const open = (): Outbox =>
  createOutbox({
    ...{ transport: server.transport, identity, name: `${name}-outbox` },
    encryption: encryptAtRest(),
  });
/**
 * Keeps one of each kind for a user: an end, an entry with a large body, a draft, last words and an answer of a read.
 */
const keep = async (owner: string): Promise<void> => {
  const [drafts, cache] = [
    createDraftStore({ name: `${name}-drafts` }),
    createReadCache({ name: `${name}-cache` }),
  ];
  identity.set({ subject: owner });
  await outbox.add(entry(`${owner}-done`, { owner, lane: `${owner}-done` }));
  (await server.next()).answer(200, {});
  await ended(outbox, `${owner}-done`);
  const request = { ...entry('').request, body: new Uint8Array(50_000) };
  await outbox.add(entry(`${owner}-open`, { owner, lane: `${owner}-open`, request }));
  (await server.next()).answer(422);
  await until(outbox.entries, ([one]) => one?.state.kind === 'dead');
  await outbox.pause(`${owner}-paused`);
  const record = { owner, version: 1, revision: 1, savedAt: 1, value: `by ${owner}` };
  await drafts.save({ ...record, key: 'form' });
  await drafts.quarantine({ ...record, key: 'older' }, 'unreadable');
  drafts.keepNow?.({ ...record, key: 'last' });
  await cache.put(owner, 'notes', { value: `for ${owner}`, storedAt: 1 });
  await Promise.all([drafts.dispose(), cache.dispose()]);
};
const isUnsent = (key: string): boolean => key !== 'form';
/** Everything on the device that names a user. */
const traces = async (owner: string): Promise<readonly string[]> => {
  const found = Object.keys(localStorage).filter((key) => key.includes(name));
  for (const part of DATABASES) {
    const database = await openDB(`${name}-${part}`);
    for (const store of database.objectStoreNames) {
      const [keys, rows] = [await database.getAllKeys(store), await database.getAll(store)];
      keys.forEach((key, at) => found.push(`${store} ${JSON.stringify([key, rows[at]])}`));
    }
    database.close();
  }
  const named = found.filter((trace) => trace.includes(owner));
  return [...new Set(named.map((trace) => trace.split(' ', 1)[0] ?? ''))];
};

beforeEach(() => {
  name = `purge-${Math.random().toString(36).slice(2)}`;
  outbox = open();
});
afterEach(async () => {
  await outbox.dispose();
  for (const key of Object.keys(localStorage)) {
    if (key.includes(name)) localStorage.removeItem(key);
  }
  for (const part of DATABASES) indexedDB.deleteDatabase(`${name}-${part}`);
});

it('a purge tells how much is lost, and leaves nothing of this user and everything of another', async () => {
  await keep('ann');
  await keep('bob');
  const before = await traces('bob');
  const ofAnn = await traces('ann');
  for (const store of [
    'entries',
    'bodies',
    'ledger',
    'meta',
    'lanes',
    'drafts',
    'quarantine',
    'reads',
  ]) {
    expect(ofAnn).toContain(store);
  }
  const told: Unsent[] = [];
  const agree = (unsent: Unsent): boolean => told.push(unsent) > 0;
  expect(await purgeDevice({ owner: 'ann', name, agree })).toBe('purged');
  expect(told).toEqual([{ entries: 1, drafts: 3 }]);
  expect(await traces('ann')).toEqual([]);
  expect(await traces('bob')).toEqual(before);
});

it('a user who does not agree finds everything again', async () => {
  await keep('ann');
  const before = await traces('ann');
  identity.set(null);
  expect(await purgeDevice({ owner: 'ann', name, agree: () => false })).toBe('kept');
  expect(await traces('ann')).toEqual(before);
  identity.set({ subject: 'ann' });
  await until(outbox.entries, ([one]) => one?.id === 'ann-open');
});

it('a user who keeps unsent work leaves it on the device, and no copy of data that a server has', async () => {
  await keep('ann');
  await keep('bob');
  const before = await traces('bob');
  expect(await countUnsent({ owner: 'ann', name, isUnsent })).toEqual({ entries: 1, drafts: 2 });
  const older = { key: 'older', value: 'by ann' };
  const last = { key: 'last', value: 'by ann' };
  expect(await unsentDrafts({ owner: 'ann', name })).toMatchObject([
    { key: 'form', value: 'by ann' },
    ...[older, last],
  ]);
  expect(await purgeDevice({ owner: 'ann', name, isUnsent })).toBe('kept');
  expect(await unsentDrafts({ owner: 'ann', name })).toMatchObject([older, last]);
  expect(await countUnsent({ owner: 'ann', name, isUnsent })).toEqual({ entries: 1, drafts: 2 });
  expect(await countUnsent({ owner: 'ann', name })).toEqual({ entries: 1, drafts: 2 });
  expect(await traces('ann')).not.toContain('reads');
  expect(await traces('bob')).toEqual(before);
  const database = await openDB(`${name}-outbox`);
  const end: unknown = await database.get('ledger', 'ann-done');
  database.close();
  // The end of the entry stays, for entries that wait for it. The answer of the server is gone.
  expect(end).toMatchObject({ owner: 'ann', settlement: { kind: 'applied', replayed: false } });
  expect(end).not.toHaveProperty('settlement.value');
  identity.set({ subject: 'ann' });
  await until(outbox.entries, ([one]) => one?.id === 'ann-open');
});

it.each([
  ['the work that was not sent', undefined],
  ['nothing', () => true],
])(
  'a store that cannot be purged keeps no other store from being purged for a user who keeps %s',
  async (_, agree) => {
    await keep('ann');
    // The app is older than the stored drafts, from its first look at them on or from the answer of the user on.
    const spoil = async (): Promise<void> => (await openDB(`${name}-drafts`, 99)).close();
    if (!agree) await spoil();
    const purged = purgeDevice({
      ...{ owner: 'ann', name, isUnsent },
      ...(agree && {
        agree: async () => {
          await spoil();
          return agree();
        },
      }),
    });
    await expect(purged).rejects.toMatchObject({ code: 'STORAGE_NEWER' });
    const left = await traces('ann');
    expect(left).toContain('drafts');
    expect(left).not.toContain('reads');
    expect(left.includes('entries')).toBe(!agree);
  },
);

it('a user who has nothing unsent leaves nothing behind, without a question', async () => {
  identity.set({ subject: 'ann' });
  await outbox.add(entry('a', { owner: 'ann' }));
  (await server.next()).answer(200, {});
  await ended(outbox, 'a');
  expect(await purgeDevice({ owner: 'ann', name })).toBe('purged');
  expect(await traces('ann')).toEqual([]);
});

it('a user is asked again about work that came after the question', async () => {
  await keep('ann');
  const told: number[] = [];
  const agree = async ({ entries }: Unsent): Promise<boolean> => {
    told.push(entries);
    if (told.length === 1) await outbox.add(entry('late', { owner: 'ann', lane: 'ann-open' }));
    return true;
  };
  expect(await purgeDevice({ owner: 'ann', name, agree })).toBe('purged');
  expect(told).toEqual([1, 2]);
});

it('a user is told of the last words of each tab, and a purge deletes them all', async () => {
  const record = { owner: 'ann', key: 'form', version: 1, revision: 2, savedAt: 1 };
  const stores = ['one', 'other'].map((value) => {
    const drafts = createDraftStore({ name: `${name}-drafts` });
    drafts.keepNow?.({ ...record, value });
    return drafts;
  });
  expect(await countUnsent({ owner: 'ann', name })).toEqual({ entries: 0, drafts: 2 });
  await stores[0]?.save({ ...record, revision: 1, value: 'before' });
  expect(await countUnsent({ owner: 'ann', name })).toEqual({ entries: 0, drafts: 2 });
  expect(await purgeDevice({ owner: 'ann', name, agree: () => true })).toBe('purged');
  expect(await traces('ann')).toEqual([]);
  await Promise.all(stores.map((drafts) => drafts.dispose()));
});

it('a user takes along every draft that is counted, with each text that a tab left of it, and no text twice', async () => {
  const record = { owner: 'ann', key: 'form', version: 1, revision: 2, savedAt: 1 };
  const stores = ['one', 'other'].map((value) => {
    const drafts = createDraftStore({ name: `${name}-drafts` });
    drafts.keepNow?.({ ...record, value });
    return drafts;
  });
  const taken = async () =>
    (await unsentDrafts({ owner: 'ann', name })).map(({ value }) => String(value)).toSorted();
  expect(await taken()).toEqual(['one', 'other']);
  await stores[0]?.save({ ...record, value: 'one' });
  await stores[0]?.quarantine({ ...record, key: 'aside', value: 'set aside' }, 'unreadable');
  const same = { ...record, key: 'same', revision: 1, value: 'same' };
  await stores[0]?.save(same);
  stores[0]?.keepNow?.(same);
  expect(await taken()).toEqual(['one', 'other', 'same', 'set aside']);
  expect(await unsentDrafts({ owner: 'bob', name })).toEqual([]);
  await Promise.all(stores.map((drafts) => drafts.dispose()));
});

it('a user who leaves nothing unsent is not asked', async () => {
  identity.set({ subject: 'ann' });
  await outbox.add(entry('a'));
  (await server.next()).answer(200, {});
  await ended(outbox, 'a');
  const asked = vi.fn<() => boolean>(() => false);
  expect(await purgeDevice({ owner: 'ann', name, agree: asked })).toBe('purged');
  expect(asked).not.toHaveBeenCalled();
  expect(await traces('ann')).toEqual([]);
});

it('the tabs that are open show purged entries no more, and a user who comes back gets a new key', async () => {
  await keep('ann');
  await purgeDevice({ owner: 'ann', name, agree: () => true });
  await until(outbox.entries, (all) => all.length === 0);
  await outbox.add(entry('new', { lane: 'new' }));
  const arrival = await server.next();
  expect(arrival.key).toBe('new');
  await outbox.dispose();
  outbox = open();
  expect((await server.next()).key).toBe('new');
});

it('an answer that comes after the purge leaves nothing on the device', async () => {
  identity.set({ subject: 'ann' });
  await outbox.add(entry('a', { owner: 'ann' }));
  const arrival = await server.next();
  expect(await purgeDevice({ owner: 'ann', name, agree: () => true })).toBe('purged');
  arrival.answer(200, { text: 'private' });
  await outbox.drain();
  await outbox.dispose();
  expect(await traces('ann')).toEqual([]);
  expect(await traces('private')).toEqual([]);
});
