import { openDB, type IDBPDatabase } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { webPlatform, type TransportRequest } from '@holdfast/core/parts';
import { recordOf, type StoredEntry } from './entry-record.ts';
import { openOutboxStore } from './idb-outbox-store.ts';
import {
  createStage,
  ended,
  entry,
  untilGone,
  untilState,
  type Stage,
} from './outbox-stage.contract.ts';

let stage: Stage;
beforeEach(() => {
  stage = createStage();
});
afterEach(() => stage.close());

const MB = 1_000_000;
const withBody = (id: string, body: TransportRequest['body'], lane = id) =>
  entry(id, { lane, request: { ...entry(id).request, body } });
const bytes = (length: number): Uint8Array<ArrayBuffer> => {
  const made = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) made[at] = at * 31 + (at >> 10);
  return made;
};
type Body = TransportRequest['body'];
/** Compares without `expect`, which would print both bodies. */
const isSame = (one: Body, other: Body): boolean =>
  one instanceof Uint8Array && other instanceof Uint8Array
    ? one.length === other.length && one.every((byte, at) => byte === other[at])
    : one === other;
const inDatabase = async <T>(work: (database: IDBPDatabase) => Promise<T>): Promise<T> => {
  const database = await openDB(stage.name);
  try {
    return await work(database);
  } finally {
    database.close();
  }
};
const pieces = () => inDatabase((database) => database.getAll('bodies'));
const row = (id: string): Promise<StoredEntry> =>
  inDatabase((database) => database.getFromIndex('entries', 'id', id));

const stateInRow = async () => {
  const { state, request } = await row('a');
  return [state.kind, request.body === null];
};

it('a large body lies in pieces beside its entry, is sent as it was added, and leaves with it', async () => {
  const outbox = await stage.open();
  const given = { file: bytes(3 * MB), text: `\uFEFF${'ä€😀'.repeat(9_000)}` };
  await outbox.add(withBody('file', given.file));
  await outbox.add(withBody('text', given.text));
  const stored = await row('file');
  expect(stored.request.body).toBeNull();
  expect(stored.bodyParts).toMatchObject({ bytes: 3 * MB });
  const lengths = (await pieces()).map((piece: Uint8Array) => piece.buffer.byteLength);
  expect(lengths).toEqual([1_048_576, 1_048_576, 3 * MB - 2 * 1_048_576, 9_000 * 9 + 3]);
  const arrivals = [await stage.server.next(), await stage.server.next()];
  for (const { key, request, answer } of arrivals) {
    expect(isSame(request.body, given[key as keyof typeof given])).toBe(true);
    answer(204);
  }
  await Promise.all([untilGone(outbox, 'file'), untilGone(outbox, 'text')]);
  expect(await pieces()).toEqual([]);
});

it('a small body stays in its entry', async () => {
  const outbox = await stage.open();
  await outbox.add(withBody('small', bytes(16_384)));
  expect(await pieces()).toEqual([]);
  expect(isSame((await stage.server.next()).request.body, bytes(16_384))).toBe(true);
});

it('an entry that an earlier version stored with its body in the row is sent', async () => {
  stage.identity.set(null);
  const outbox = await stage.open();
  await inDatabase((database) => database.add('entries', recordOf(withBody('old', bytes(MB)), 0)));
  stage.identity.set({ subject: 'ann' });
  const arrival = await stage.server.next();
  expect(isSame(arrival.request.body, bytes(MB))).toBe(true);
  arrival.answer(204);
  await ended(outbox, 'old');
});

it('a body of 25 MB is accepted, and one byte more is refused before anything is kept', async () => {
  const outbox = await stage.open();
  const larger = withBody('larger', new Uint8Array(25 * MB + 1));
  await expect(outbox.add(larger)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' });
  expect(await row('larger')).toBeUndefined();
  await outbox.add(withBody('large', new Uint8Array(25 * MB)));
  expect((await stage.server.next()).request.body?.length).toBe(25 * MB);
});

it.each([
  ['changed', (database) => database.put('bodies', new Uint8Array(500_000), ['bad', 1])],
  ['lost', (database) => database.delete('bodies', ['bad', 1])],
] satisfies [string, (database: IDBPDatabase) => Promise<unknown>][])(
  'a body of which a piece was %s is never sent: its entry is dead by name, and other lanes go on',
  async (_, spoil) => {
    stage.identity.set(null);
    const outbox = await stage.open();
    await outbox.add(withBody('bad', bytes(1_548_576)));
    await outbox.add(withBody('good', bytes(1_548_576)));
    await inDatabase<unknown>(spoil);
    stage.identity.set({ subject: 'ann' });
    const { state } = await untilState(outbox, 'bad', 'dead');
    expect(state).toMatchObject({ failure: { code: 'STORAGE_CORRUPT', effect: 'none' } });
    expect(outbox.storage.getSnapshot()).toMatchObject({ code: 'STORAGE_CORRUPT' });
    const arrival = await stage.server.next();
    expect(arrival.key).toBe('good');
    arrival.answer(204);
    await untilGone(outbox, 'good');
    expect(stage.server.arrivals).toHaveLength(1);
    expect(await outbox.cancel('bad')).toBe('cancelled');
    expect(await pieces()).toEqual([]);
  },
);

it('no change of an entry writes its body', async () => {
  stage.identity.set(null);
  const outbox = await stage.open();
  await outbox.add(withBody('a', bytes(8 * MB)));
  stage.identity.set({ subject: 'ann' });
  const arrival = await stage.server.next();
  const mark = new Uint8Array([1]);
  // Any write of the body would write over the mark.
  await inDatabase((database) => database.put('bodies', mark, ['a', 0]));
  expect(await stateInRow()).toEqual(['sending', true]);
  arrival.answer(503, undefined, { 'retry-after': '60' });
  await untilState(outbox, 'a', 'waiting');
  await outbox.retry('a');
  await untilState(outbox, 'a', 'dead');
  expect(await stateInRow()).toEqual(['dead', true]);
  expect((await pieces())[0]).toEqual(mark);
});

it('an id that is added again keeps its first body', async () => {
  const outbox = await stage.open();
  await outbox.add(withBody('a', bytes(MB)));
  await outbox.add(withBody('a', new Uint8Array(MB)));
  const arrival = await stage.server.next();
  expect(isSame(arrival.request.body, bytes(MB))).toBe(true);
  arrival.answer(204);
  await untilGone(outbox, 'a');
  await outbox.add(withBody('a', bytes(MB)));
  expect(await pieces()).toEqual([]);
});

it('an entry that is refused because the outbox is full leaves no body behind', async () => {
  const outbox = await stage.open({ limits: { maxEntries: 1 } });
  await outbox.add(withBody('a', 'small'));
  await expect(outbox.add(withBody('b', bytes(MB)))).rejects.toMatchObject({ code: 'QUEUE_FULL' });
  expect(await pieces()).toEqual([]);
});

/** The time of a list of a hundred entries with this body. */
const listMs = async (body: TransportRequest['body']): Promise<number> => {
  const name = `bodies-${Math.random().toString(36).slice(2)}`;
  const store = openOutboxStore(name, webPlatform, () => {});
  const ids = Array.from({ length: 100 }, (_, at) => `${at}`);
  await Promise.all(ids.map((id) => store.add(recordOf(withBody(id, body), 0), 100)));
  const times: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const started = performance.now();
    expect(await store.list('ann')).toHaveLength(100);
    times.push(performance.now() - started);
  }
  await store.close();
  indexedDB.deleteDatabase(name);
  return times.toSorted((a, b) => a - b)[3] ?? 0;
};

it('a list of entries with large bodies is read as fast as one of entries without', async () => {
  const small = await listMs('small');
  expect(await listMs(new Uint8Array(MB))).toBeLessThan(3 * small + 5);
});
