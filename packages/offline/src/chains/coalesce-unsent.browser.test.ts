import { createCell, defineWrite } from '@holdfast/core';
import {
  createHandle,
  type EntrySource,
  type NewEntry,
  type OpaqueWrite,
} from '@holdfast/core/parts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createStage,
  entry,
  until,
  untilGone,
  type Stage,
} from '../outbox/outbox-stage.contract.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { coalesceUnsent } from './coalesce-unsent.ts';

let stage: Stage;
beforeEach(() => {
  stage = createStage();
});
afterEach(() => stage.close());

const coalescing = coalesceUnsent();
/** A tab whose user is signed in later, so that it adds and does not send. */
const signedOut = createCell(null);
const open = (more = {}): Promise<Outbox> => stage.open({ coalescing, ...more });
const openSilent = (more = {}): Promise<Outbox> => open({ identity: signedOut, ...more });

const edit = (id: string, change: Partial<NewEntry> = {}): NewEntry =>
  entry(id, { coalesce: 'edit', ...change });
const synced = (outbox: Outbox, id: string): Promise<unknown> =>
  createHandle(outbox, id, undefined, { incidentId: 'i', needsValue: true }).synced;

const rename = defineWrite('rename', {
  request: (json: unknown) => ({ method: 'POST', path: '/api/notes', json }),
  offline: 'queue',
  coalesce: (earlier: object, later: object) => ({ ...earlier, ...later }),
}) as unknown as OpaqueWrite;
const source: EntrySource = {
  operation: rename,
  describe: (input) => ({ ...edit('').request, body: JSON.stringify(input) }),
};

describe('an entry that was never sent', () => {
  it('takes fifty later ones in, and all of them settle with the one answer', async () => {
    const writer = await openSilent();
    const ids = Array.from({ length: 50 }, (_, index) => `e${index}`);
    for (const id of ids) await writer.add(edit(id));
    const sender = await open();
    const handles = ids.map((id) => synced(sender, id));
    const arrival = await stage.server.next();
    expect(arrival.key).toBe('e0');
    expect(arrival.request.body).toBe('{"id":"e49"}');
    arrival.answer(200, { ok: true });
    expect(await Promise.all(handles)).toEqual(ids.map(() => ({ ok: true })));
    expect(stage.server.arrivals).toHaveLength(1);
    // After a reload the database still knows these ends, also for a tab that asks only now.
    const later = await open();
    expect(await synced(later, 'e7')).toEqual({ ok: true });
  });

  it('takes in the entries of one group commit: a thousand adds at once are one row', async () => {
    const writer = await openSilent();
    const ids = Array.from({ length: 1000 }, (_, index) => `e${index}`);
    await Promise.all(ids.map((id) => writer.add(edit(id))));
    const reader = await open({ transport: { send: () => new Promise(() => {}) } });
    expect(reader.entries.getSnapshot()).toMatchObject([{ id: 'e0', input: { id: 'e999' } }]);
  });

  it('is listed with the input of the latest', async () => {
    const tab = await open({ transport: { send: () => new Promise(() => {}) } });
    await tab.add(entry('first'));
    await until(tab.entries, ([first]) => first?.state.kind === 'sending');
    await tab.add(edit('a'));
    await tab.add(edit('b'));
    expect(tab.entries.getSnapshot()).toMatchObject([
      { id: 'first' },
      { id: 'a', input: { id: 'b' } },
    ]);
  });

  it('merges both inputs as its operation says', async () => {
    const writer = await openSilent();
    await writer.add(edit('a', { input: { name: 'Ann' } }), undefined, source);
    await writer.add(edit('b', { input: { age: '7' } }), undefined, source);
    await open();
    const arrival = await stage.server.next();
    expect(JSON.parse(String(arrival.request.body))).toEqual({ name: 'Ann', age: '7' });
  });

  it('stays apart from a later one when the operation cannot merge them', async () => {
    const writer = await openSilent();
    const broken: EntrySource = {
      ...source,
      operation: {
        ...rename,
        coalesce: () => {
          throw new RangeError('no');
        },
      },
    };
    const error = new Promise((resolve) => {
      addEventListener('error', (event) => (event.preventDefault(), resolve(event.error)), {
        once: true,
      });
    });
    await writer.add(edit('a'), undefined, broken);
    await writer.add(edit('b'), undefined, broken);
    expect(await error).toBeInstanceOf(RangeError);
    const reader = await open();
    expect(reader.entries.getSnapshot()).toMatchObject([{ id: 'a' }, { id: 'b' }]);
  });

  it('takes in nothing across an entry of another kind in one group commit either', async () => {
    const writer = await openSilent();
    const all = [edit('a'), edit('b'), entry('between'), edit('c'), edit('d')];
    await Promise.all(all.map((one) => writer.add(one)));
    const reader = await open({ transport: { send: () => new Promise(() => {}) } });
    expect(reader.entries.getSnapshot()).toMatchObject([
      { id: 'a', input: { id: 'b' } },
      { id: 'between' },
      { id: 'c', input: { id: 'd' } },
    ]);
    // The outbox knows each of these ids, and adds none of them again.
    for (const one of all) await writer.add(one);
    expect(await reader.cancel('b')).toEqual({ mergedInto: 'a' });
  });

  it('takes in a body that lies apart from its row, and deletes its own body', async () => {
    const writer = await openSilent();
    const large = (id: string, letter: string): NewEntry =>
      edit(id, { request: { ...entry(id).request, body: letter.repeat(100_000) } });
    await writer.add(large('a', 'x'));
    await writer.add(large('b', 'y'));
    await writer.add(edit('c'));
    await Promise.all([writer.add(edit('d')), writer.add(large('e', 'z'))]);
    await open();
    const arrival = await stage.server.next();
    expect(arrival.request.body).toBe('z'.repeat(100_000));
  });

  it.each<[string, Partial<NewEntry>]>([
    ['another lane', { lane: 'other' }],
    ['another operation', { operation: 'note.remove' }],
    ['another version', { version: 2 }],
    ['another key', { coalesce: 'other' }],
    ['another owner', { owner: 'ben' }],
    ['another expectation of its answer', { expectation: { accept: 'text' } }],
    ['an undo window of its own', { undoMs: 5_000 }],
  ])('takes in no entry of %s', async (_title, change) => {
    const writer = await openSilent();
    await writer.add(edit('a'));
    await writer.add(edit('b', change));
    const [reader, other] = [
      await open(),
      await open({ identity: createCell({ subject: 'ben' }) }),
    ];
    const all = [...reader.entries.getSnapshot(), ...other.entries.getSnapshot()];
    expect(all.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('keeps its undo window to itself', async () => {
    const writer = await openSilent();
    await writer.add(edit('a', { undoMs: 5_000 }));
    await writer.add(edit('b'));
    const reader = await open();
    expect(await reader.cancel('a')).toBe('cancelled');
    expect((await stage.server.next()).key).toBe('b');
  });

  it('is as old as the latest that it took in, and makes the reads of all of them stale', async () => {
    const writer = await openSilent();
    await writer.add(edit('a', { maxAgeMs: 60_000, invalidates: ['notes'] }));
    await stage.platform.advance(50_000);
    await writer.add(edit('b', { maxAgeMs: 60_000, invalidates: ['notes', 'tags'] }));
    await stage.platform.advance(50_000);
    const sender = await open();
    const arrival = await stage.server.next();
    expect([arrival.key, arrival.request.body]).toEqual(['a', '{"id":"b"}']);
    expect(sender.entries.getSnapshot()).toMatchObject([{ invalidates: ['notes', 'tags'] }]);
  });

  it('takes in nothing once it is a dead letter', async () => {
    const tab = await open();
    await tab.pause();
    await tab.add(edit('a', { maxAgeMs: 60_000 }));
    await stage.platform.advance(60_000);
    await tab.resume();
    await until(tab.entries, ([view]) => view?.state.kind === 'dead');
    await tab.add(edit('b'));
    expect(tab.entries.getSnapshot()).toMatchObject([
      { id: 'a', input: { id: 'a' } },
      { id: 'b', state: { kind: 'queued' } },
    ]);
  });

  it('takes in nothing across an entry of another kind, so that the order stays', async () => {
    const writer = await openSilent();
    await writer.add(edit('a'));
    await writer.add(entry('between'));
    await writer.add(edit('b'));
    await writer.add(edit('c'));
    const reader = await open();
    expect(reader.entries.getSnapshot().map(({ id }) => id)).toEqual(['a', 'between', 'b']);
  });
});

it('an entry that an earlier page added takes nothing in, because a power failure may hide that it was sent', async () => {
  const before = await openSilent();
  await before.add(edit('a'));
  await before.dispose();
  const after = await openSilent();
  for (const id of ['b', 'c']) await after.add(edit(id));
  const reader = await open({ transport: { send: () => new Promise(() => {}) } });
  expect(reader.entries.getSnapshot()).toMatchObject([
    { id: 'a' },
    { id: 'b', input: { id: 'c' } },
  ]);
});

describe('an entry that another one took in', () => {
  it('is not added again', async () => {
    const writer = await openSilent();
    for (const id of ['a', 'b', 'b', 'a']) await writer.add(edit(id));
    await writer.add(entry('last'));
    await writer.add(edit('b'));
    await Promise.all([writer.add(edit('c')), writer.add(edit('c'))]);
    const reader = await open();
    expect(reader.entries.getSnapshot()).toMatchObject([
      { id: 'a', input: { id: 'b' } },
      { id: 'last' },
      { id: 'c' },
    ]);
  });

  it('is not cancelled alone: the answer names the entry that carries it', async () => {
    const tab = await open({ transport: { send: () => new Promise(() => {}) } });
    await tab.add(entry('first'));
    await until(tab.entries, ([first]) => first?.state.kind === 'sending');
    await tab.add(edit('a'));
    await tab.add(edit('b'));
    expect(await tab.cancel('b')).toEqual({ mergedInto: 'a' });
    const follower = synced(tab, 'b');
    expect(await tab.cancel('a')).toBe('cancelled');
    await expect(follower).rejects.toMatchObject({ code: 'ENTRY_CANCELLED' });
    expect(await tab.cancel('b')).toBe('cancelled');
  });

  it('hears of the changes of its carrier in another tab, and retries the carrier', async () => {
    const tab = await open();
    await (await openSilent()).add(edit('a'));
    const first = await stage.server.next();
    first.answer(422, { type: 'about:blank', status: 422 });
    await until(tab.entries, ([view]) => view?.state.kind === 'dead');
    // It was sent, so it takes in nothing any more.
    await tab.add(edit('b'));
    await tab.add(edit('c'));
    const other = await open();
    const state = other.follow('c');
    await other.retry('c');
    await tab.retry('a');
    (await stage.server.next()).answer(200, 1);
    (await stage.server.next()).answer(200, 2);
    while (state.getSnapshot().kind !== 'applied') await stage.platform.advance(16);
    expect(state.getSnapshot()).toMatchObject({ value: 2 });
    await untilGone(tab, 'b');
  });

  it('is refused together with its carrier, when the carrier found no room', async () => {
    const writer = await openSilent({ limits: { maxEntries: 1 } });
    await writer.add(entry('first'));
    const ends = await Promise.allSettled(['a', 'b', 'b'].map((id) => writer.add(edit(id))));
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });
});

it('a claim in another tab wins: an entry on its way takes in nothing', async () => {
  const sender = await open();
  await sender.add(edit('a'));
  const arrival = await stage.server.next();
  const writer = await openSilent();
  await writer.add(edit('b'));
  await writer.add(edit('c'));
  arrival.answer(200, 1);
  const second = await stage.server.next();
  expect(second.key).toBe('b');
  expect(second.request.body).toBe('{"id":"c"}');
  second.answer(200, 2);
  await untilGone(sender, 'b');
});

it('an outbox without the part `coalescing` refuses an entry that asks to be taken in', async () => {
  const tab = await stage.open();
  await expect(tab.add(edit('a'))).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    details: { issues: [{ pointer: '/coalesce' }] },
  });
});
