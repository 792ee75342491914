import { creatorOf, type NewEntry } from '@holdfast/core/parts';
import { openDB, type IDBPDatabase } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { awaitDependencies } from '../chains/await-dependencies.ts';
import { createTemporaryId } from '../chains/temporary-ids.ts';
import type { LedgerRecord, StoredEntry } from '../outbox/entry-record.ts';
import type { OutboxStore } from '../outbox/outbox-store.ts';
import type { OutboxOptions } from '../outbox/outbox.ts';
import {
  createStage,
  ended,
  entry,
  untilGone,
  untilState,
  type Stage,
} from '../outbox/outbox-stage.contract.ts';
import { installReplay } from '../worker/install-replay.ts';
import { encryptAtRest } from './encrypt-at-rest.ts';

let stage: Stage;
beforeEach(() => {
  stage = createStage();
});
afterEach(() => stage.close());

const open = (options: Partial<OutboxOptions> = {}) =>
  stage.open({ encryption: encryptAtRest(), ...options });
const inDatabase = async <T>(work: (database: IDBPDatabase) => Promise<T>): Promise<T> => {
  const database = await openDB(stage.name);
  try {
    return await work(database);
  } finally {
    database.close();
  }
};

const text = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part instanceof Uint8Array
      ? Array.from(part, (byte) => String.fromCodePoint(byte)).join('')
      : part,
  ) ?? '';
/** All rows of the database, as text. */
const allOnDisk = (): Promise<string> =>
  inDatabase(async (database) => {
    const names = [...database.objectStoreNames];
    return text(await Promise.all(names.map((name) => database.getAll(name))));
  });

const SECRET = 'sesame';
const bytesOf = (length: number) => new TextEncoder().encode(SECRET.repeat(length));
const secretEntry = (
  id: string,
  body: NewEntry['request']['body'],
  change: Partial<NewEntry> = {},
) =>
  entry(id, {
    lane: id,
    request: {
      method: 'PUT',
      url: `https://a.example/${SECRET}?q=${SECRET}`,
      headers: { 'x-a': SECRET },
      body,
    },
    input: { text: SECRET, at: new Date(7) },
    ...change,
  });

it.each([
  ['a short text', SECRET],
  ['a long text', `\uFEFF${SECRET.repeat(10_000)}ä`],
  ['few bytes', bytesOf(3)],
  ['many bytes', bytesOf(20_000)],
  ['no body', null],
])(
  'an entry with %s cannot be read on the disk, is shown as it was, and is sent as it was',
  async (_, body) => {
    const outbox = await open();
    const given = secretEntry('a', body);
    await outbox.add(given);
    const arrival = await stage.server.next();
    expect(text(arrival.request.body) === text(body)).toBe(true);
    expect(arrival.request).toMatchObject({ method: 'PUT', url: given.request.url });
    expect(arrival.request.headers).toMatchObject({ 'x-a': SECRET });
    expect(outbox.entries.getSnapshot()[0]?.input).toEqual(given.input);
    expect((await allOnDisk()).includes(SECRET)).toBe(false);
    arrival.answer(503, undefined, { 'retry-after': '60' });
    await untilState(outbox, 'a', 'waiting');
    expect((await allOnDisk()).includes(SECRET)).toBe(false);
    await outbox.retry('a');
    (await stage.server.next()).answer(200, { said: SECRET });
    expect(await ended(outbox, 'a')).toMatchObject({ kind: 'applied', value: { said: SECRET } });
    const disk = await allOnDisk();
    expect([disk.includes('"id":"a"'), disk.includes(SECRET)]).toEqual([true, false]);
  },
);

it('after a reload the entries are shown and sent, and ends can be followed', async () => {
  const before = await open();
  await before.add(secretEntry('done', SECRET));
  (await stage.server.next()).answer(200, { said: SECRET });
  await ended(before, 'done');
  await before.add(secretEntry('large', bytesOf(10_000)));
  await stage.server.next();
  await before.dispose();
  const after = await open();
  expect(after.entries.getSnapshot()[0]?.input).toEqual({ text: SECRET, at: new Date(7) });
  const arrival = await stage.server.next();
  expect(text(arrival.request.body) === text(bytesOf(10_000))).toBe(true);
  expect(await ended(after, 'done')).toMatchObject({ value: { said: SECRET } });
});

it('an edit by the user stays encrypted', async () => {
  stage.identity.set(null);
  const outbox = await open();
  await outbox.add(secretEntry('a', bytesOf(10_000)));
  await outbox.add(secretEntry('b', SECRET));
  stage.identity.set({ subject: 'ann' });
  await Promise.all([stage.server.next(), stage.server.next()]).then((all) =>
    all.forEach(({ answer }) => answer(422)),
  );
  for (const id of ['a', 'b']) {
    await untilState(outbox, id, 'dead');
    await outbox.decide(id, (stored) => ({
      kind: 'kept',
      entry: { ...stored, input: { text: `${SECRET}2` }, state: { kind: 'queued' } },
    }));
  }
  const arrivals = [await stage.server.next(), await stage.server.next()];
  const bodies = Object.fromEntries(arrivals.map(({ key, request }) => [key, request.body]));
  expect(text(bodies['a']) === text(bytesOf(10_000))).toBe(true);
  expect(bodies['b']).toBe(SECRET);
  expect(outbox.entries.getSnapshot().map(({ input }) => input)).toEqual([
    { text: `${SECRET}2` },
    { text: `${SECRET}2` },
  ]);
  expect((await allOnDisk()).includes(SECRET)).toBe(false);
});

it.each<[string, (database: IDBPDatabase, rows: readonly StoredEntry[]) => Promise<unknown>]>([
  [
    'has the secret of another entry',
    async (database, [first, second]) => {
      await database.put('entries', { ...first, sealed: second?.sealed });
    },
  ],
  [
    'names another owner',
    async (database, [first, second]) => {
      await database.put('entries', { ...first, owner: 'bob' });
      await database.put('entries', { ...second, lane: 'first' });
    },
  ],
  [
    'was changed',
    async (database, [first]) => {
      await database.put('entries', { ...first, sealed: first?.sealed?.map((byte) => byte ^ 1) });
    },
  ],
])(
  'a row that %s is set aside and reported, is never sent, and the other entries go on',
  async (_, spoil) => {
    stage.identity.set(null);
    const outbox = await open();
    await outbox.add(secretEntry('bad', SECRET, { lane: 'first' }));
    await outbox.add(secretEntry('good', SECRET, { lane: 'first' }));
    await inDatabase(async (database) => spoil(database, await database.getAll('entries')));
    await outbox.dispose();
    stage.identity.set({ subject: 'bob' });
    const bobs = await open();
    await bobs.drain();
    await bobs.dispose();
    stage.identity.set({ subject: 'ann' });
    const last = await open();
    const arrival = await stage.server.next();
    expect(arrival.key).toBe('good');
    arrival.answer(204);
    await untilGone(last, 'good');
    expect(stage.server.arrivals.filter(({ key }) => key === 'bad')).toEqual([]);
    const aside = [...(await last.quarantined('ann')), ...(await last.quarantined('bob'))];
    expect(aside.map(({ row }) => (row as StoredEntry).id)).toEqual(['bad']);
  },
);

it('a context that was given no encryption sends no ciphertext: the entry waits for a context that decrypts', async () => {
  const outbox = await stage.open();
  stage.identity.set(null);
  const page = await open();
  await page.add(secretEntry('a', SECRET));
  await page.dispose();
  stage.identity.set({ subject: 'ann' });
  const { state } = await untilState(outbox, 'a', 'waiting');
  expect(state).toMatchObject({ failure: { code: 'STORAGE_FAILED' } });
  expect(stage.server.arrivals).toEqual([]);
  await outbox.dispose();
  const able = await open();
  await able.retry('a');
  expect((await stage.server.next()).request.body).toBe(SECRET);
});

it('the worker decrypts entries that the page has encrypted', async () => {
  const page = await open({ transport: { send: () => new Promise(() => {}) } });
  await page.add(secretEntry('a', bytesOf(10_000)));
  await page.dispose();
  const { transport } = stage.server;
  const worker = installReplay({ name: stage.name, encryption: encryptAtRest(), transport });
  const drained = worker.drain();
  const arrival = await stage.server.next();
  expect(text(arrival.request.body) === text(bytesOf(10_000))).toBe(true);
  arrival.answer(204);
  expect(await drained).toEqual({ left: false });
  await worker.dispose();
});

it('entries from before the encryption are sent', async () => {
  stage.identity.set(null);
  const before = await stage.open();
  await before.add(secretEntry('a', SECRET));
  await before.dispose();
  stage.identity.set({ subject: 'ann' });
  const outbox = await open();
  const arrival = await stage.server.next();
  expect(arrival.request.body).toBe(SECRET);
  arrival.answer(200, { n: 1 });
  expect(await ended(outbox, 'a')).toMatchObject({ value: { n: 1 } });
});

it('the key of a user cannot be read out', async () => {
  const outbox = await open();
  await outbox.add(secretEntry('a', SECRET));
  const key = (await inDatabase((database) => database.get('meta', ['key', 'ann']))) as CryptoKey;
  expect(key).toMatchObject({ extractable: false, algorithm: { name: 'AES-GCM', length: 256 } });
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toMatchObject({
    name: 'InvalidAccessError',
  });
});

it('an edit changes nothing when its entry becomes editable only after the edit began', async () => {
  const outbox = await open({ transport: { send: () => new Promise(() => {}) } });
  await outbox.pause();
  await outbox.add(secretEntry('a', 'old'));
  let looks = 0;
  const change = await outbox.decide('a', (stored) => {
    looks += 1;
    return looks === 1
      ? { kind: 'unchanged' }
      : { kind: 'kept', entry: { ...stored, key: 'fresh', input: 'new' } };
  });
  expect([looks, change]).toEqual([2, undefined]);
  const [kept] = await outbox.inspect(['a']);
  expect(kept).toMatchObject({ key: 'a', input: { text: SECRET }, request: { body: 'old' } });
});

it('an entry that waits for the id of another one is sent with it', async () => {
  const token = createTemporaryId();
  const creator = secretEntry(creatorOf(token) ?? '', SECRET, {
    ...{ lane: 'a', temporaryId: token, expectation: { accept: 'json', idPointer: '/note/id' } },
  });
  const url = `https://a.example/notes/${token}`;
  const request = { ...entry('').request, url };
  const outbox = await open({ dependencies: awaitDependencies() });
  await outbox.add(creator);
  await outbox.add(entry('b', { lane: 'b', request }));
  (await stage.server.next()).answer(200, { note: { id: 7, text: SECRET } });
  const second = await stage.server.next();
  expect(second.request.url).toBe('https://a.example/notes/7');
  expect(await ended(outbox, creator.id)).toMatchObject({
    value: { note: { id: 7, text: SECRET } },
  });
  expect((await allOnDisk()).includes(SECRET)).toBe(false);
});

it('an answer whose key cannot be read now is not reported as an answer without content', async () => {
  // The app is older than the database, so that the key cannot be read.
  (await openDB(stage.name, 99)).close();
  const value = { sealed: new Uint8Array(40) };
  const record: LedgerRecord = {
    ...{ id: 'a', owner: 'mira', settledAt: 1 },
    settlement: { kind: 'applied', value, replayed: false },
  };
  const store: Partial<OutboxStore> = { find: async () => [record] };
  const encrypted = encryptAtRest()(store as OutboxStore, stage.name, () => {});
  await expect(encrypted.find(['a'])).rejects.toMatchObject({ code: 'STORAGE_NEWER' });
});
