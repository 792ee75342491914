import { createVirtualPlatform, memoryTabs } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createEngine } from './create-engine.ts';
import { recordOf } from './entry-record.ts';
import { mayFollow } from './may-follow.ts';
import { memoryOutboxStore } from './memory-outbox-store.contract.ts';
import { createScriptedServer, entry } from './outbox-stage.contract.ts';
import { defaultLimits } from './outbox-limits.ts';
import type { OutboxStore } from './outbox-store.ts';

const URL = 'https://api.example/notes';
type Change = Parameters<typeof entry>[1];

/** A lane of entries that a server answers as the test says, and a store that can be made to wait. */
async function stage(ids: readonly string[], change: Change = {}) {
  const platform = createVirtualPlatform();
  const memory = memoryOutboxStore();
  const server = createScriptedServer();
  const { locks, channel } = memoryTabs().open();
  let gate: Promise<void> | undefined;
  const store: OutboxStore = {
    ...memory,
    async step(step) {
      await gate;
      return memory.step(step);
    },
  };
  const { transport } = server;
  const engine = createEngine({
    ...{ name: 'outbox', sender: 'page', transport, platform, limits: defaultLimits, store },
    ...{ locks, channel, sinks: [], owner: () => 'ann', evidence() {}, ended() {}, mayFollow },
  });
  const add = async (id: string, more: Change = {}): Promise<void> => {
    const request = { ...entry(id).request, url: URL };
    await memory.add(recordOf(entry(id, { request, ...change, ...more }), platform.now()), 1_000);
    engine.drainer.wake();
  };
  for (const id of ids) await add(id);
  return {
    ...{ platform, server, engine, add },
    stateOf: (id: string) => memory.all().find((stored) => stored.id === id)?.state.kind ?? 'gone',
    sendsOf: (id: string) => memory.all().find((stored) => stored.id === id)?.sends,
    keys: () => server.arrivals.map(({ key }) => key),
    /** Runs all work that waits for no timer. */
    settle: () => platform.advance(0),
    /** The store answers no step until the returned function is called. */
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return () => {
        gate = undefined;
        resolve();
      };
    },
    /** Answers what arrives next. */
    async answer(status = 200) {
      (await server.next()).answer(status, {});
      await platform.advance(0);
    },
  };
}

it('a lane sends its next entry while the database still writes the end of the last one', async () => {
  const { server, hold, answer, keys, settle, stateOf } = await stage(['a', 'b', 'c', 'd']);
  await answer();
  const b = await server.next();
  expect(stateOf('c')).toBe('sending');
  const release = hold();
  b.answer(200, {});
  await settle();
  expect(keys()).toEqual(['a', 'b', 'c']);
  expect(stateOf('b')).toBe('sending');
  (await server.next()).answer(200, {});
  await settle();
  // The database has not written the claim of the next entry.
  expect(keys()).toEqual(['a', 'b', 'c']);
  release();
  await answer();
  expect(keys()).toEqual(['a', 'b', 'c', 'd']);
  expect(stateOf('d')).toBe('gone');
});

it.each([
  ['refuses', 422, 'dead'],
  ['puts off', 503, 'waiting'],
])(
  'a claimed entry is given back when the server %s the one before it',
  async (_, status, kind) => {
    const { answer, keys, stateOf, sendsOf } = await stage(['a', 'b', 'c']);
    await answer();
    expect(stateOf('c')).toBe('sending');
    await answer(status);
    expect([stateOf('b'), stateOf('c'), sendsOf('c')]).toEqual([kind, 'queued', 0]);
    expect(keys()).toEqual(['a', 'b']);
  },
);

it('a claimed entry is given back when the one before it is lost or slow', async () => {
  const { answer, server, platform, stateOf, settle } = await stage(['a', 'b', 'c']);
  await answer();
  (await server.next()).cut();
  await settle();
  expect([stateOf('b'), stateOf('c')]).toEqual(['queued', 'queued']);

  const slow = await stage(['a', 'b', 'c']);
  await slow.answer();
  expect(slow.stateOf('c')).toBe('sending');
  await slow.platform.advance(defaultLimits.slowMs);
  expect(slow.stateOf('c')).toBe('queued');
  await platform.advance(0);
});

it('a tab that was frozen while an entry was on its way sends no other entry by a claim from before the freeze', async () => {
  const { answer, server, platform, keys, hold, settle } = await stage(['a', 'b', 'c']);
  await answer();
  const b = await server.next();
  const release = hold();
  platform.loseTimers();
  await platform.advance(60_000);
  b.answer(200, {});
  await settle();
  expect(keys()).toEqual(['a', 'b']);
  release();
});

it('an entry is claimed ahead only where the server honours its key and the key of the entry before it', async () => {
  const blind = await stage(['a', 'b', 'c'], { honoursKey: false });
  await blind.answer();
  expect([blind.stateOf('b'), blind.stateOf('c')]).toEqual(['sending', 'queued']);

  const mixed = await stage(['a', 'b']);
  await mixed.add('c', { honoursKey: false });
  await mixed.answer();
  expect([mixed.stateOf('b'), mixed.stateOf('c')]).toEqual(['sending', 'queued']);
});

it('no entry is claimed ahead before its server has applied one', async () => {
  const { server, stateOf } = await stage(['a', 'b']);
  await server.next();
  expect([stateOf('a'), stateOf('b')]).toEqual(['sending', 'queued']);
});

it('a lane that flows keeps no place that another lane needs', async () => {
  const { server, add, answer, keys, platform } = await stage([]);
  for (const lane of ['u', 'v', 'w', 'x']) {
    for (let count = 0; count < 40; count += 1) await add(`${lane}${count}`, { lane });
  }
  for (let count = 0; count < 8; count += 1) {
    await platform.advance(20);
    await answer();
  }
  const before = keys().length;
  await add('new', { lane: 'z' });
  let sends = 0;
  for (; !keys().includes('new'); sends += 1) {
    (await server.next()).answer(200, {});
    await platform.advance(20);
  }
  expect(before).toBeGreaterThan(8);
  expect(sends).toBeLessThanOrEqual(4);
});
