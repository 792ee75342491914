/* oxlint-disable unicorn/prefer-add-event-listener -- the simulated requests have the handlers that the package uses */
import { beforeAll, describe, expect, it } from 'vitest';
import { createAgenda, type Agenda } from './agenda.ts';
import { losePower } from './database-data.ts';
import { enterPlace, installIndexedDb, type Device } from './simulated-indexed-db.ts';
import { turn } from './turn.ts';

beforeAll(installIndexedDb);

const device = (): Device => ({ databases: new Map(), agenda: createAgenda(), isFull: false });

async function runAll(agenda: Agenda): Promise<void> {
  await turn();
  for (let task = agenda.ready(); task; task = agenda.ready()) {
    agenda.take(task);
    await task.run();
    await turn();
  }
}

let places = 0;

/** A database with one store, and a function that puts a record and returns the result. */
async function openNotes(at: Device, actor = 'page') {
  const place = `place${(places += 1)}`;
  enterPlace(place, at, actor);
  const request = indexedDB.open(`${place}|notes`, 1);
  request.onupgradeneeded = () => {
    const store = request.result.createObjectStore('notes', { keyPath: 'n', autoIncrement: true });
    store.createIndex('lane', ['owner', 'lane']);
  };
  await runAll(at.agenda);
  const database = request.result;
  const heard: string[] = [];
  const put = (lane: string, durability: IDBTransactionDurability = 'relaxed'): void => {
    const tx = database.transaction(['notes'], 'readwrite', { durability });
    tx.objectStore('notes').add({ owner: 'ann', lane });
    tx.oncomplete = () => heard.push(lane);
    tx.onabort = () => heard.push(`${lane} aborted`);
  };
  const lanes = (): string[] =>
    (at.databases.get('notes')?.stores.get('notes')?.records ?? []).map(
      ({ value }) => (value as { readonly lane: string }).lane,
    );
  return { database, put, lanes, heard };
}

describe('an IndexedDB in memory', () => {
  it('commits a transaction before its context gets the event', async () => {
    const disk = device();
    const { put, lanes, heard } = await openNotes(disk);
    put('x');
    const task = disk.agenda.ready()!;
    disk.agenda.take(task);
    await task.run();
    expect([lanes(), heard]).toEqual([['x'], []]);
    await runAll(disk.agenda);
    expect(heard).toEqual(['x']);
  });

  it('keeps nothing of a transaction whose context died before it began', async () => {
    const disk = device();
    const { put, lanes } = await openNotes(disk);
    put('x');
    disk.agenda.kill('page');
    await runAll(disk.agenda);
    expect(lanes()).toEqual([]);
  });

  it('loses unflushed commits when the power fails, and a strict commit flushes all earlier ones', async () => {
    const disk = device();
    const { put, lanes } = await openNotes(disk);
    for (const [lane, durability] of [
      ['a', 'relaxed'],
      ['b', 'strict'],
      ['c', 'relaxed'],
      ['d', 'relaxed'],
    ] as const) {
      put(lane, durability);
    }
    await runAll(disk.agenda);
    expect(losePower(disk.databases.get('notes')!, 1)).toBe(1);
    expect(lanes()).toEqual(['a', 'b', 'c']);
    expect(losePower(disk.databases.get('notes')!)).toBe(0);
  });

  it('aborts with a quota error what a full disk has no room for', async () => {
    const disk = device();
    const { put, lanes, heard } = await openNotes(disk);
    disk.isFull = true;
    put('x');
    await runAll(disk.agenda);
    expect([lanes(), heard]).toEqual([[], ['x aborted']]);
  });

  it('jumps from lane to lane with a cursor over unique keys', async () => {
    const disk = device();
    const { put, database } = await openNotes(disk);
    for (const lane of ['y', 'x', 'y', 'x']) put(lane);
    await runAll(disk.agenda);
    const seen: unknown[] = [];
    const index = database.transaction(['notes'], 'readonly').objectStore('notes').index('lane');
    const request = index.openCursor(IDBKeyRange.bound(['ann'], ['ann', []]), 'nextunique');
    request.addEventListener('success', () => {
      if (!request.result) return;
      seen.push([request.result.key, request.result.primaryKey]);
      request.result.continue();
    });
    await runAll(disk.agenda);
    expect(seen).toEqual([
      [['ann', 'x'], 2],
      [['ann', 'y'], 1],
    ]);
  });
});
