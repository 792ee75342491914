import {
  createCell,
  createHoldfast,
  defineWrite,
  type EntryView,
  Failure,
  type Identity,
  type StandardSchema,
} from '@holdfast/core';
import { createConnectivity, followEntries } from '@holdfast/core/parts';
import { STORAGE_QUOTA } from '@holdfast/core/failures';
import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { awaitDependencies } from '../chains/await-dependencies.ts';
import { addRequest } from './add-request.ts';
import { createOutbox, outboxOn } from './create-outbox.ts';
import type { Outbox, OutboxOptions } from './outbox.ts';
import { memoryOutboxStore } from './memory-outbox-store.contract.ts';
import {
  createScriptedServer,
  ended,
  entry as newEntry,
  untilGone,
  untilState,
} from './outbox-stage.contract.ts';

const anyText: StandardSchema<string> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as string }) },
};
const save = defineWrite('note.save', {
  input: anyText,
  request: (text) => ({ method: 'PUT', path: 'note', json: { text } }),
  lane: () => 'note',
  offline: 'queue',
});

const bare = (): Request =>
  new Request('https://api.example/notes', { method: 'POST', body: 'text' });

// Node has no IndexedDB, so this is a device that can store nothing.
async function open(make: (options: OutboxOptions) => Outbox = createOutbox) {
  const platform = createVirtualPlatform();
  const server = createScriptedServer();
  const { transport } = server;
  const identity = createCell<Identity | null>({ subject: 'ann' });
  const connectivity = createConnectivity();
  const asked: string[] = [];
  const outbox = make({
    ...{ transport, identity, platform, connectivity },
    unsavedWork: {
      declare(label) {
        asked.push(label);
        return () => void asked.splice(asked.indexOf(label), 1);
      },
    },
  });
  await outbox.ready;
  const holdfast = createHoldfast({ transport, identity, outbox, platform, connectivity });
  return { platform, server, identity, connectivity, outbox, holdfast, asked };
}

describe('a write that this device cannot store', () => {
  it('lets no later write of its lane go ahead of it, even when it failed', async () => {
    const store = memoryOutboxStore();
    let isFull = true;
    const add: typeof store.add = (...given) =>
      isFull ? Promise.reject(new Failure(STORAGE_QUOTA)) : store.add(...given);
    const { platform, server, outbox } = await open((options) =>
      outboxOn(() => ({ ...store, add }), { ...options, dependencies: awaitDependencies() }),
    );
    const quota = new Failure(STORAGE_QUOTA);
    outbox.sendUnkept(newEntry('a', { lane: 'a' }), quota);
    outbox.sendUnkept(newEntry('b', { lane: 'b' }), quota);
    const [a, b] = [await server.next(), await server.next()];
    isFull = false;
    const afterA = outbox.add(newEntry('c', { lane: 'c', after: ['a'] }));
    const afterB = outbox.add(newEntry('d', { lane: 'd', after: ['b'] }));
    afterB.catch(() => {});
    await platform.advance(100);
    expect(store.all()).toEqual([]);
    a.answer(200, {});
    b.answer(422, {});
    await afterA;
    await expect(afterB).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    expect(store.all().map(({ id }) => id)).toEqual(['c']);
  });

  it('is not sent while its lane is paused, and shows no time to take it back', async () => {
    const store = memoryOutboxStore();
    const { server, outbox } = await open((options) => outboxOn(() => store, options));
    const quota = new Failure(STORAGE_QUOTA);
    await outbox.pause('lane');
    outbox.sendUnkept(newEntry('a', { undoMs: 5_000 }), quota);
    expect(outbox.entries.getSnapshot()).toMatchObject([{ id: 'a', kept: false }]);
    expect(outbox.entries.getSnapshot()[0]?.undoUntil).toBeUndefined();
    expect(await ended(outbox, 'a')).toMatchObject({
      ...{ kind: 'failed', failure: { code: 'STORAGE_QUOTA', effect: 'none' } },
    });
    expect(server.arrivals).toEqual([]);
  });

  it('is not sent when its operation says that it comes after another one', async () => {
    const { server, holdfast } = await open((options) =>
      createOutbox({ ...options, dependencies: awaitDependencies() }),
    );
    const later = defineWrite('note.link', {
      input: anyText,
      request: (text) => ({ method: 'PUT', path: 'link', json: { text } }),
      ...{ lane: () => 'link', offline: 'queue', after: () => ['first'] },
    });
    expect(await holdfast.run(later, 'text')).toMatchObject({
      kind: 'failed',
      failure: { code: 'STORAGE_UNAVAILABLE' },
    });
    expect(server.arrivals).toEqual([]);
  });

  it('is sent live under its key, and says meanwhile that it is not kept', async () => {
    const { server, holdfast, outbox, asked } = await open();
    const outcome = holdfast.run(save, 'text', { key: 'k1' });
    const arrival = await server.next();
    expect(arrival).toMatchObject({
      key: 'k1',
      subject: 'ann',
      request: { body: '{"text":"text"}' },
    });
    expect(outbox.entries.getSnapshot()).toMatchObject([
      { id: 'k1', kept: false, state: { kind: 'sending' } },
    ]);
    expect(asked).toEqual(['a change on its way to the server']);
    expect(outbox.storage.getSnapshot()).toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    arrival.answer(200, { n: 1 });
    expect(await outcome).toEqual({ kind: 'live', value: { n: 1 } });
    expect(outbox.entries.getSnapshot()).toEqual([]);
    expect(asked).toEqual([]);
    await outbox.dispose();
  });

  it('keeps its place in its lane', async () => {
    const { server, holdfast, outbox } = await open();
    const outcomes = [1, 2, 3].map((n) => holdfast.run(save, `${n}`, { key: `k${n}` }));
    for (const n of [1, 2, 3]) {
      const arrival = await server.next();
      expect(arrival.key).toBe(`k${n}`);
      expect(server.arrivals).toHaveLength(n);
      arrival.answer(204);
    }
    expect((await Promise.all(outcomes)).map(({ kind }) => kind)).toEqual(['live', 'live', 'live']);
    await outbox.dispose();
  });

  it('is never called queued: without a network it fails, because it could not be stored', async () => {
    const { server, holdfast, outbox, connectivity } = await open();
    const outcome = holdfast.run(save, 'text');
    (await server.next()).cut();
    const settled = await outcome;
    // The send is evidence like any other.
    expect(connectivity.getSnapshot()).toBe('degraded');
    expect(settled).toMatchObject({
      kind: 'failed',
      // The write may have arrived, and this device will never find out.
      failure: { code: 'STORAGE_UNAVAILABLE', effect: 'unknown' },
    });
    expect(settled).not.toHaveProperty('handle');
    await outbox.dispose();
  });

  it('tells its end among hundreds that are sent at once', async () => {
    const { server, outbox } = await open();
    const handles = await Promise.all(
      Array.from({ length: 150 }, (_, n) => addRequest(outbox, bare(), { lane: `${n}` })),
    );
    for (const _ of handles) (await server.next()).answer(204);
    await Promise.all(handles.map(({ synced }) => synced));
    expect(outbox.entries.getSnapshot()).toEqual([]);
    await outbox.dispose();
  });

  it('can be tried again under its key, and each try reports how it ended', async () => {
    const { server, holdfast, outbox } = await open();
    const fates: string[] = [];
    followEntries(
      outbox,
      () => true,
      (_, { kind }) => fates.push(kind),
    );
    const outcome = holdfast.run(save, 'text', { key: 'k' });
    (await server.next()).cut();
    await outcome;
    const again = holdfast.run(save, 'text', { key: 'k' });
    const arrival = await server.next();
    expect(arrival.key).toBe('k');
    arrival.answer(204);
    expect(await again).toMatchObject({ kind: 'live' });
    expect(fates).toEqual(['failed', 'applied']);
    await outbox.dispose();
  });

  it('is not queued even when the device knows that it is offline', async () => {
    const { server, holdfast, outbox, connectivity } = await open();
    connectivity.note('device-offline');
    const outcome = holdfast.run(save, 'text');
    (await server.next()).cut();
    expect(await outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'STORAGE_UNAVAILABLE' },
    });
    await outbox.dispose();
  });

  it('fails with the failure of the server when the server refuses it', async () => {
    const { server, holdfast, outbox } = await open();
    const outcome = holdfast.run(save, 'text');
    (await server.next()).answer(422);
    expect(await outcome).toMatchObject({ kind: 'failed', failure: { status: 422 } });
    await outbox.dispose();
  });

  it('is given up, like any other send, when it never ends', async () => {
    const { platform, server, holdfast, outbox } = await open();
    const outcome = holdfast.run(save, 'text');
    await server.next();
    await platform.advance(30_000);
    expect(await outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'STORAGE_UNAVAILABLE' },
    });
    await outbox.dispose();
  });

  it('has a handle, also as a bare request, that says that it is not kept, and how it ended', async () => {
    const { server, outbox } = await open();
    const handle = await addRequest(outbox, bare(), { lane: 'x' });
    expect(handle.kept).toBe(false);
    (await server.next()).answer(204);
    await expect(handle.synced).resolves.toBeUndefined();
    expect(handle.state.getSnapshot()).toMatchObject({ kind: 'applied', value: undefined });
    const other = await addRequest(outbox, bare(), { lane: 'x' });
    (await server.next()).cut();
    await expect(other.synced).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(other.state.getSnapshot()).toMatchObject({ kind: 'failed' });
    await outbox.dispose();
  });

  it('is shown to its owner only, and sent for its owner only', async () => {
    const { server, identity, outbox, holdfast } = await open();
    const outcome = holdfast.run(save, 'text');
    const arrival = await server.next();
    identity.set({ subject: 'bob' });
    expect(outbox.entries.getSnapshot()).toEqual([] satisfies EntryView[]);
    arrival.answer(204);
    expect(await outcome).toMatchObject({ kind: 'live' });
    await outbox.dispose();
  });

  it('ends with its page', async () => {
    const { server, outbox, holdfast, platform } = await open();
    const outcome = holdfast.run(save, 'text');
    const arrival = await server.next();
    await outbox.dispose();
    expect(arrival.signal?.aborted).toBe(true);
    expect(await outcome).toMatchObject({ kind: 'failed' });
    expect(platform.pending()).toBe(0);
  });
});

/** A disk that can be filled. Its stored entries can still be read. */
const openDisk = async () => {
  let isFull = false;
  const store = memoryOutboxStore();
  const { add } = store;
  const disk: typeof store = {
    ...store,
    async add(record, most) {
      if (isFull) throw new Failure(STORAGE_QUOTA);
      return add(record, most);
    },
  };
  const world = await open((options) => outboxOn(() => disk, options));
  return { ...world, fill: (full: boolean) => void (isFull = full) };
};

describe('a write on a full disk', () => {
  it('is sent behind the entries that were stored before it in its lane', async () => {
    const { server, holdfast, outbox, fill, asked } = await openDisk();
    await outbox.add(newEntry('stored', { lane: 'note' }));
    const first = await server.next();
    fill(true);
    const outcome = holdfast.run(save, 'text', { key: 'unkept' });
    await untilState(outbox, 'unkept', 'queued');
    expect(outbox.entries.getSnapshot()).toMatchObject([
      { id: 'stored', state: { kind: 'sending' } },
      { id: 'unkept', kept: false },
    ]);
    expect(outbox.storage.getSnapshot()).toMatchObject({ code: 'STORAGE_QUOTA' });
    expect(asked).toEqual(['a change on its way to the server']);
    expect(server.arrivals).toHaveLength(1);
    first.answer(204);
    await untilGone(outbox, 'stored');
    const second = await server.next();
    expect(second.key).toBe('unkept');
    second.answer(204);
    expect(await outcome).toMatchObject({ kind: 'live' });
    await outbox.dispose();
  });

  it('waits for the entries before it up to its limit, and is then neither kept nor sent', async () => {
    const { server, holdfast, outbox, fill, platform } = await openDisk();
    await outbox.add(newEntry('stored', { lane: 'note' }));
    await server.next();
    fill(true);
    const outcome = holdfast.run(save, 'text');
    await platform.advance(10_000);
    expect(await outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'STORAGE_QUOTA', effect: 'none' },
    });
    expect(server.arrivals).toHaveLength(1);
    await outbox.dispose();
  });

  it('never goes past a write that is stuck in its lane', async () => {
    const { server, holdfast, outbox, fill } = await openDisk();
    await outbox.add(newEntry('stored', { lane: 'note' }));
    (await server.next()).answer(422);
    await untilState(outbox, 'stored', 'dead');
    fill(true);
    expect(await holdfast.run(save, 'text')).toMatchObject({
      kind: 'failed',
      failure: { code: 'STORAGE_QUOTA', effect: 'none' },
    });
    expect(server.arrivals).toHaveLength(1);
    await outbox.dispose();
  });

  it('is sent before entries that are stored later in its lane, once there is room again', async () => {
    const { server, holdfast, outbox, fill, platform } = await openDisk();
    fill(true);
    const outcome = holdfast.run(save, 'text', { key: 'unkept' });
    const first = await server.next();
    fill(false);
    const adding = outbox.add(newEntry('stored', { lane: 'note' }));
    await platform.advance(1_000);
    expect(server.arrivals).toHaveLength(1);
    first.answer(204);
    expect(await outcome).toMatchObject({ kind: 'live' });
    await adding;
    expect((await server.next()).key).toBe('stored');
    await outbox.dispose();
  });
});

it('the page asks before the user leaves it while the database keeps a write waiting', async () => {
  let store: (() => void) | undefined;
  const slow = memoryOutboxStore();
  const { outbox, platform, asked } = await open((options) =>
    outboxOn(
      () => ({
        ...slow,
        add: (record, most) =>
          new Promise((resolve) => (store = () => resolve(slow.add(record, most)))),
      }),
      options,
    ),
  );
  const added = outbox.add(newEntry('a'));
  await platform.advance(500);
  expect(asked).toEqual([]);
  await platform.advance(600);
  expect(asked).toEqual(['a change on its way to the server']);
  store?.();
  await added;
  expect(asked).toEqual([]);
  await outbox.dispose();
});

it('a write that can never be sent is refused by name, before anything is kept or sent', async () => {
  const { server, outbox } = await open();
  const entry = {
    ...{ id: 'a', owner: 'ann', lane: 'x', operation: 'o', version: 1, invalidates: [] },
    ...{
      honoursKey: true,
      incidentId: 'i',
      input: undefined,
      expectation: { accept: 'json' as const },
    },
    request: { method: 'POST' as const, url: '/a', headers: {}, body: null },
  };
  const { request } = entry;
  const refused: readonly [object, string][] = [
    [{ request: { ...request, headers: { 'x-name': 'Łódź' } } }, 'REQUEST_UNSENDABLE'],
    [{ request: { ...request, headers: { 'x name': 'a' } } }, 'REQUEST_UNSENDABLE'],
    [{ request: { ...request, method: 'GET', body: 'text' } }, 'REQUEST_UNSENDABLE'],
    [{ request: { ...request, url: 'http://' } }, 'REQUEST_UNSENDABLE'],
    [{ lane: '' }, 'INPUT_INVALID'],
    [{ lane: 7 }, 'INPUT_INVALID'],
    [{ owner: '' }, 'INPUT_INVALID'],
    [{ input: () => {} }, 'INPUT_INVALID'],
  ];
  for (const [change, code] of refused) {
    await expect(outbox.add({ ...entry, ...change })).rejects.toMatchObject({
      code,
    });
  }
  const used = new Request('https://api.example/', { method: 'POST', body: 'text' });
  await used.text();
  await expect(addRequest(outbox, used, { lane: 'x' })).rejects.toMatchObject({
    code: 'REQUEST_UNSENDABLE',
  });
  expect(server.arrivals).toEqual([]);
  expect(outbox.entries.getSnapshot()).toEqual([]);
  await outbox.dispose();
});

it('a write that cannot be stored ends the same when a listener of the app throws', async () => {
  const { server, outbox, holdfast, platform } = await open();
  const surfaced: unknown[] = [];
  const hear = (error: unknown): void => void surfaced.push(error);
  process.on('uncaughtException', hear);
  outbox.entries.subscribe(() => {
    throw new Error('mine');
  });
  outbox.storage.subscribe(() => {
    throw new Error('mine');
  });
  const outcome = holdfast.run(save, 'text');
  (await server.next()).answer(204);
  expect(await outcome).toMatchObject({ kind: 'live' });
  await platform.advance(0);
  process.off('uncaughtException', hear);
  expect(surfaced.length).toBeGreaterThan(0);
  await outbox.dispose();
});
