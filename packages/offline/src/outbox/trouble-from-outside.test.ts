import { createCell, createHoldfast, defineWrite, Failure, type Identity } from '@holdfast/core';
import { createConnectivity, type LockPort } from '@holdfast/core/parts';
import { NETWORK_FAILED, STORAGE_QUOTA } from '@holdfast/core/failures';
import { createVirtualPlatform, memoryTabs } from '@holdfast/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addRequest } from './add-request.ts';
import { outboxOn } from './create-outbox.ts';
import type { OutboxOptions } from './outbox.ts';
import { recordOf } from './entry-record.ts';
import { memoryOutboxStore } from './memory-outbox-store.contract.ts';
import {
  createScriptedServer,
  entry,
  stateOf,
  untilGone,
  untilState,
} from './outbox-stage.contract.ts';

/** An outbox on a store in memory, and a server in the test's hands. */
async function open(options: Partial<OutboxOptions> = {}) {
  const platform = createVirtualPlatform();
  const store = memoryOutboxStore();
  const server = createScriptedServer();
  const tabs = memoryTabs();
  const { locks, channel } = tabs.open();
  const { transport } = server;
  const identity = createCell<Identity | null>({ subject: 'ann' });
  const base = { transport, identity, platform, locks, channel };
  const outbox = outboxOn(() => store, { ...base, ...options });
  onTestFinished(() => outbox.dispose());
  await outbox.ready;
  return { outbox, platform, store, server, identity, tabs, transport };
}

/** Makes exceptions of the app visible to the test instead of to the process. */
function surfaced(): readonly unknown[] {
  const errors: unknown[] = [];
  const hear = (error: unknown): void => void errors.push(error);
  process.on('uncaughtException', hear);
  onTestFinished(() => void process.off('uncaughtException', hear));
  return errors;
}

const explode = (): never => {
  throw new Error('mine');
};

describe('an exception of the app', () => {
  it.each<[string, Partial<OutboxOptions>]>([
    ['a sink', { sinks: [explode] }],
    ['the background', { background: { requestSync: explode, wakeWorker: explode } }],
    ['the channel', { channel: { post: explode, subscribe: () => () => {}, dispose() {} } }],
    [
      'the evidence',
      { connectivity: { getSnapshot: () => 'unknown', subscribe: () => () => {}, note: explode } },
    ],
  ])('in %s does not change the end of an entry', async (_title, options) => {
    surfaced();
    const { outbox, server } = await open(options);
    await outbox.add(entry('a'));
    await outbox.add(entry('b'));
    for (const id of ['a', 'b']) {
      const arrival = await server.next();
      expect(arrival.key).toBe(id);
      arrival.answer(204);
    }
    await untilGone(outbox, 'b');
  });

  it('in a listener leaves the burst, the lock and the entries as they are, and surfaces', async () => {
    const errors = surfaced();
    const { outbox, server, tabs, platform } = await open();
    for (const one of [outbox.entries, outbox.storage, outbox.guard]) one.subscribe(explode);
    await outbox.add(entry('a'));
    (await server.next()).answer(422);
    await untilState(outbox, 'a', 'dead');
    const held = tabs.open().locks.hold('holdfast-outbox:drain', async () => 'free');
    await platform.advance(0);
    await expect(held).resolves.toBe('free');
    expect(errors.length).toBeGreaterThan(0);
  });

  it('in the function that names the signed-in user sends nothing', async () => {
    surfaced();
    let isBroken = false;
    const { outbox, server, platform } = await open({
      identity: {
        getSnapshot: () => (isBroken ? explode() : { subject: 'ann' }),
        subscribe: () => () => {},
      },
    });
    isBroken = true;
    await outbox.add(entry('a'));
    await platform.advance(1_000);
    expect(server.arrivals).toEqual([]);
    isBroken = false;
    outbox.wake();
    expect((await server.next()).key).toBe('a');
  });
});

describe('a write that is reset while all other evidence says that there is a network', () => {
  it.each<[string, (world: Awaited<ReturnType<typeof open>>) => void]>([
    ['a health check that answers', () => {}],
    ['wake-ups of the app', ({ outbox }) => outbox.wake()],
    ['drains of the app', ({ outbox }) => void outbox.drain()],
  ])('is sent at most a dozen times in half a minute: %s', async (_title, happen) => {
    let sends = 0;
    const connectivity = createConnectivity();
    const world = await open({
      connectivity,
      transport: {
        send() {
          sends += 1;
          return Promise.reject(new Failure(NETWORK_FAILED));
        },
      },
    });
    await world.outbox.add(entry('a'));
    for (let tenth = 0; tenth < 300; tenth += 1) {
      await world.platform.advance(100);
      connectivity.note('device-offline');
      connectivity.note('device-online');
      connectivity.note('answered');
      happen(world);
    }
    expect(sends).toBeLessThanOrEqual(12);
    expect(sends).toBeGreaterThan(3);
    const before = sends;
    await world.outbox.retry('a');
    await world.platform.advance(0);
    expect(sends).toBe(before + 1);
  });
});

describe('a lock', () => {
  const other = { dependent: entry('a') };

  it('that another script never gives back does not keep entries from being sent, and the outbox reports it', async () => {
    const { outbox, server, tabs, platform } = await open();
    await platform.advance(0);
    void tabs.open().locks.hold('holdfast-outbox:drain', () => new Promise(() => {}));
    await outbox.add(other.dependent);
    for (let second = 0; second < 50; second += 1) await platform.advance(1_000);
    const arrival = await server.next();
    expect(outbox.guard.getSnapshot()).toBe('epoch');
    arrival.answer(204);
    await untilGone(outbox, 'a');
    // The outbox knows this now, and the next entry does not wait.
    await outbox.add(entry('b'));
    for (let second = 0; second < 6; second += 1) await platform.advance(1_000);
    expect((await server.next()).key).toBe('b');
  });

  it.each<[string, LockPort]>([
    ['that is not there', { hold: () => Promise.reject(new TypeError('no locks')) }],
    ['that throws', { hold: explode }],
  ])('%s does not stop the outbox: the epoch keeps bursts apart', async (_title, locks) => {
    const { outbox, server } = await open({ locks });
    await outbox.add(entry('a'));
    (await server.next()).answer(204);
    await untilGone(outbox, 'a');
    expect(outbox.guard.getSnapshot()).toBe('epoch');
  });

  it('that never answers delays the outbox only for a moment, where no burst ever gave a sign of life', async () => {
    const { outbox, server, platform } = await open({
      locks: { hold: () => new Promise(() => {}) },
    });
    await outbox.add(entry('a'));
    for (let second = 0; second < 6; second += 1) await platform.advance(1_000);
    (await server.next()).answer(204);
    await untilGone(outbox, 'a');
    expect(outbox.guard.getSnapshot()).toBe('epoch');
  });

  it('that never answers does not keep the app from disposing of the outbox', async () => {
    const { outbox, platform } = await open({ locks: { hold: () => new Promise(() => {}) } });
    await platform.advance(1_000);
    await outbox.dispose();
    expect(platform.pending()).toBe(0);
  });
});

it('the outbox shows without locks which tab sends, so that two tabs send nothing twice', async () => {
  const locks: LockPort = { hold: () => Promise.reject(new TypeError('no locks')) };
  const { outbox, platform, store, server, identity, transport } = await open({ locks });
  const second = outboxOn(() => store, { transport, identity, platform, locks });
  onTestFinished(() => second.dispose());
  await second.ready;
  for (let n = 0; n < 6; n += 1) await outbox.add(entry(`e${n}`, { lane: `${n}` }));
  second.wake();
  for (let n = 0; n < 6; n += 1) {
    const arrival = await server.next();
    second.wake();
    await platform.advance(100);
    arrival.answer(204);
  }
  await platform.advance(5_000);
  expect(server.arrivals.map(({ key }) => key).toSorted()).toEqual([
    'e0',
    'e1',
    'e2',
    'e3',
    'e4',
    'e5',
  ]);
});

it('the outbox gives up by name an entry of an older version that no fetch can send', async () => {
  const { outbox, store, server, platform } = await open();
  const bad = entry('bad', {
    request: { ...entry('bad').request, headers: { 'x-name': 'Łódź' } },
  });
  await store.add(recordOf(bad, platform.now()), 100);
  await store.add(recordOf(entry('good', { lane: 'other' }), platform.now()), 100);
  outbox.wake();
  (await server.next()).answer(204);
  await platform.advance(60_000);
  expect(store.all()).toMatchObject([
    { id: 'bad', sends: 1, state: { kind: 'dead', failure: { code: 'REQUEST_UNSENDABLE' } } },
  ]);
  expect(server.arrivals).toHaveLength(1);
});

it('the outbox removes an entry as applied when it took effect and its answer cannot be read, and the lane goes on', async () => {
  const save = defineWrite('note.save', {
    request: () => ({ method: 'POST', path: 'notes' }),
    lane: () => 'lane',
    offline: 'queue',
  });
  const { outbox, server, platform, identity, transport } = await open();
  const holdfast = createHoldfast({ transport, outbox, identity, platform });
  const outcomes = [holdfast.run(save), holdfast.run(save)];
  for (const body of ['', 'created']) {
    (await server.next()).answer(201, body, { 'content-type': 'application/json' });
  }
  expect((await Promise.all(outcomes)).map(({ kind }) => kind)).toEqual(['live', 'live']);
  expect(outbox.entries.getSnapshot()).toEqual([]);
  const handle = await addRequest(outbox, new Request('https://api.example/', { method: 'POST' }), {
    ...{ lane: 'lane', accept: 'json' },
  });
  (await server.next()).answer(201, 'created', { 'content-type': 'application/json' });
  await expect(handle.synced).rejects.toMatchObject({
    code: 'CONTENT_UNEXPECTED',
    effect: 'applied',
  });
  expect(handle.state.getSnapshot()).toMatchObject({ kind: 'applied', value: undefined });
  expect(stateOf(outbox, handle.id)).toBeUndefined();
});

it('the outbox greets a user who signed in while the database refused writes as soon as it works again', async () => {
  const store = memoryOutboxStore();
  let isFull = false;
  const enter: typeof store.enter = (...args) =>
    isFull ? Promise.reject(new Failure(STORAGE_QUOTA)) : store.enter(...args);
  const server = createScriptedServer();
  const identity = createCell<Identity | null>({ subject: 'ann' });
  const { locks, channel } = memoryTabs().open();
  const outbox = outboxOn(() => ({ ...store, enter }), {
    ...{ transport: server.transport, identity, platform: createVirtualPlatform(), locks, channel },
  });
  onTestFinished(() => outbox.dispose());
  await outbox.ready;
  await outbox.add(entry('a'));
  (await server.next()).answer(401);
  await untilState(outbox, 'a', 'blocked');
  identity.set(null);
  isFull = true;
  identity.set({ subject: 'ann' });
  await outbox.drain();
  isFull = false;
  await outbox.drain();
  (await server.next()).answer(204);
  await untilGone(outbox, 'a');
  expect(outbox.entries.getSnapshot()).toEqual([]);
});

it('a lane goes on at once when the user discards its dead head', async () => {
  const { outbox, server } = await open();
  await outbox.add(entry('a'));
  await outbox.add(entry('b'));
  (await server.next()).answer(422);
  await untilState(outbox, 'a', 'dead');
  await outbox.drain();
  expect(await outbox.cancel('a')).toBe('cancelled');
  expect((await server.next()).key).toBe('b');
});
