import { createCell, createHoldfast, defineWrite, type EntryView } from '@holdfast/core';
import { createWorld, memoryOutbox } from '@holdfast/testing';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Outbox } from '../outbox/outbox.ts';
import type { StorageState } from '../outbox/watch-store.ts';
import { laterOutbox } from './later-outbox.ts';

const rename = defineWrite('story.rename', {
  input: z.string(),
  request: (name) => ({ method: 'PUT', path: 'name', json: { name } }),
  ...{ lane: () => 'story', offline: 'queue' },
});

function page({ holds = async () => false, reaches = true, answers = true } = {}) {
  const world = createWorld();
  const { platform, transport, identity } = world;
  const line = { loads: 0, reaches, answers };
  const storage = createCell<StorageState>('ok');
  const entriesRead = Promise.withResolvers<void>();
  const memory = memoryOutbox({ identity, platform });
  const device = Object.assign(memory, {
    ...{ storage, guard: createCell('lock'), ready: entriesRead.promise },
    dispose: async () => {},
  }) as unknown as Outbox;
  const holdfast = createHoldfast({
    ...{ platform, transport, identity, baseUrl: 'http://test/' },
    outbox: laterOutbox({
      async load() {
        line.loads += 1;
        if (!line.answers) await new Promise(() => {});
        if (!line.reaches) throw new TypeError('Failed to fetch dynamically imported module');
        return () => device;
      },
      mayHoldEntries: holds,
    }),
  });
  const { outbox } = holdfast;
  const inputs = (): unknown[] => outbox.entries.getSnapshot().map(({ input }) => input);
  return { ...{ holdfast, outbox, platform, line, storage, memory, entriesRead, inputs } };
}

it('lets a device without entries show its page while the outbox loads', async () => {
  const { outbox, line } = page({ answers: false });
  await outbox.ready;
  expect(await outbox.sent?.(0)).toEqual([]);
  expect(line.loads).toBe(1);
});

it('is not ready on a device with entries before these have been read', async () => {
  const { outbox, line, entriesRead } = page({ holds: async () => true });
  let isReady = false;
  void outbox.ready.then(() => (isReady = true));
  await expect.poll(() => line.loads).toBe(1);
  expect(isReady).toBe(false);
  entriesRead.resolve();
  await outbox.ready;
});

it('takes a device that fails to say what it holds for one with entries', async () => {
  const { outbox, line, entriesRead } = page({
    holds: () => Promise.reject(new Error('forbidden')),
  });
  let isReady = false;
  void outbox.ready.then(() => (isReady = true));
  await expect.poll(() => line.loads).toBe(1);
  expect(isReady).toBe(false);
  entriesRead.resolve();
  await outbox.ready;
});

it('lets a device with entries show its page, and says why, when the outbox cannot be loaded', async () => {
  const { outbox, line, platform, entriesRead } = page({ holds: async () => true, reaches: false });
  await outbox.ready;
  expect(outbox.storage.getSnapshot()).toMatchObject({ code: 'CHUNK_FAILED' });

  line.reaches = true;
  entriesRead.resolve();
  await platform.advance(3000);
  expect(outbox.storage.getSnapshot()).toBe('ok');
  expect(line.loads).toBe(2);
});

it('loads once, and keeps writes in the order of their calls', async () => {
  const { holdfast, line, inputs, platform } = page();
  void holdfast.run(rename, 'one');
  void holdfast.run(rename, 'two');
  await platform.advance(0);
  void holdfast.run(rename, 'three');
  await platform.advance(0);
  expect(inputs()).toEqual(['one', 'two', 'three']);
  expect(line.loads).toBe(1);
});

it('fails a write whose outbox cannot be loaded, and keeps the next one', async () => {
  const { holdfast, outbox, line, inputs, platform } = page({ reaches: false });
  expect(await holdfast.run(rename, 'lost line')).toMatchObject({
    kind: 'failed',
    failure: { code: 'CHUNK_FAILED' },
  });
  expect(outbox.storage.getSnapshot()).toMatchObject({ code: 'CHUNK_FAILED' });
  line.reaches = true;
  void holdfast.run(rename, 'again');
  await platform.advance(0);
  expect(inputs()).toEqual(['again']);
  expect(outbox.storage.getSnapshot()).toBe('ok');
});

it('fails a write when the outbox is still loading after ten seconds', async () => {
  const { holdfast, line, inputs, platform } = page({ answers: false });
  const run = holdfast.run(rename, 'slow line');
  await platform.advance(10_000);
  expect(await run).toMatchObject({ kind: 'failed', failure: { code: 'CHUNK_FAILED' } });
  line.answers = true;
  await platform.advance(3000);
  void holdfast.run(rename, 'again');
  await platform.advance(0);
  expect(inputs()).toEqual(['again']);
});

it('tells its listeners of everything that the outbox tells after it has come', async () => {
  const { holdfast, outbox, memory, storage, platform } = page();
  const told: (readonly EntryView[])[] = [];
  outbox.entries.subscribe(() => told.push(outbox.entries.getSnapshot()));
  const early = outbox.follow('unknown');
  let states = 0;
  early.subscribe(() => (states += 1));
  void holdfast.run(rename, 'one');
  await platform.advance(0);
  expect(told.at(-1)).toBe(memory.entries.getSnapshot());
  expect(early.getSnapshot()).toEqual(memory.follow('unknown').getSnapshot());
  expect(states).toBeGreaterThan(0);
  expect(outbox.storage.getSnapshot()).toBe(storage.getSnapshot());
});

it('loads no more after the page has ended', async () => {
  const { holdfast, outbox, line, platform } = page({ holds: async () => true, reaches: false });
  await outbox.ready;
  await holdfast.dispose();
  await platform.advance(10_000);
  expect(line.loads).toBe(1);
});
