import { defineWrite, Failure, type StandardSchema } from '@holdfast/core';
import { UNAVAILABLE } from '@holdfast/core/failures';
import { createDevice, createWorld, jsonAnswer, problemAnswer } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Dedupe } from './admit-run.ts';
import { defineSlice } from './define-slice.ts';
import { transactSlices } from './transact-slices.ts';

const trimmed: StandardSchema<string> = {
  '~standard': { version: 1, vendor: 'test', validate: (text) => ({ value: String(text).trim() }) },
};
const request = (text: string) => ({ method: 'POST', path: 'notes', json: text }) as const;
const queue = defineWrite('queue', { input: trimmed, request, offline: 'queue' });
const send = defineWrite('send', { input: trimmed, request });

interface Notes {
  readonly all: readonly string[];
}
const initial: Notes = { all: [] };
const put = ({ all }: Notes, _: unknown, note: string): Notes => ({ all: [...all, note] });

const slice = defineSlice('notes', initial).operations({
  queue: { run: queue, apply: put },
  send: { run: send, apply: put },
});
const rows = defineSlice('rows', {}).operations({
  queue: { run: queue, instance: (text) => (text === 'plain' ? undefined : text) },
});
const dedupeBy = (dedupe: Dedupe) =>
  defineSlice('notes', {}).operations({ queue: { run: queue, dedupe } });

describe('a write that waits in the outbox', () => {
  it('shows as queued before the first render after a reload, and then its answer', async () => {
    const device = createDevice();
    device.goOffline();
    await createStore(slice(device.holdfast)).getState().queue.run('Feed the cat');
    device.reload();
    const store = createStore(slice(device.holdfast));
    expect(store.getState().queueState).toMatchObject({ kind: 'queued' });
    // A rendering server has no outbox.
    expect(store.getInitialState().queueState).toEqual({ kind: 'idle' });
    device.transport.answerWith(() => jsonAnswer('saved'));
    device.goOnline();
    await device.platform.advance(1000);
    expect(store.getState()).toMatchObject({
      all: ['Feed the cat'],
      queueState: { kind: 'live', value: 'saved' },
    });
  });

  it('shows a blocked and a failed entry of an earlier page, which the user can try again', async () => {
    const world = createWorld();
    void createStore(slice(world.holdfast)).getState().queue.run('a', { key: 'a' });
    await world.platform.advance(1500);
    world.outbox.set('a', { kind: 'dead', failure: new Failure(UNAVAILABLE) });
    const store = createStore(slice(world.holdfast));
    expect(store.getState().queueState).toMatchObject({ kind: 'failed', entryId: 'a' });
    await store.getState().queue.retry();
    expect(store.getState().queueState).toMatchObject({ kind: 'queued' });
    await store.getState().queue.cancel();
    await world.platform.advance(0);
    expect(store.getState().queueState).toEqual({ kind: 'idle' });
  });

  it('shows after a reload at the instance that its input belongs to, and at no other', async () => {
    const world = createWorld();
    for (const key of ['one', 'plain']) void world.holdfast.run(queue, key, { key });
    await world.platform.advance(1500);
    const { queueState, queueStates } = createStore(rows(world.holdfast)).getState();
    expect(queueState).toMatchObject({ kind: 'queued', entryId: 'plain' });
    expect(queueStates).toMatchObject({ one: { kind: 'queued', entryId: 'one' } });
    const of = (key: string) => createStore(rows.key(key)(world.holdfast)).getState();
    expect(of('one').queueState).toMatchObject({ kind: 'queued', entryId: 'one' });
    expect(of('two').queueState).toEqual({ kind: 'idle' });
    const unknown = createStore(slice.key('one')(world.holdfast));
    expect(unknown.getState().queueState).toEqual({ kind: 'idle' });
  });

  it('of another user never shows, and a write of this user shows again after the next sign-in', async () => {
    const world = createWorld();
    const store = createStore(slice(world.holdfast));
    void store.getState().queue.run('a', { key: 'a' });
    await world.platform.advance(1500);
    world.identity.set({ subject: 'nils' });
    expect(store.getState().queueState).toEqual({ kind: 'idle' });
    world.identity.set({ subject: 'mira' });
    expect(store.getState().queueState).toMatchObject({ kind: 'queued', entryId: 'a' });
  });

  it('join: the next press with the same input adds no second entry, also after a reload', async () => {
    const device = createDevice();
    device.goOffline();
    const { queue: control } = createStore(slice(device.holdfast)).getState();
    expect((await control.run('a')).kind).toBe('queued');
    expect((await control.run('a')).kind).toBe('queued');
    device.reload();
    const next = createStore(slice(device.holdfast)).getState().queue;
    expect((await next.run('a')).kind).toBe('queued');
    expect(device.outbox.entries.getSnapshot()).toHaveLength(1);
    await next.run('b');
    await next.run('a', { key: 'a write of its own' });
    expect(device.outbox.entries.getSnapshot()).toHaveLength(3);
  });

  it.each<[Dedupe, string[]]>([
    ['replace', ['b']],
    ['drop', ['a']],
    ['queue', ['a', 'b']],
    ['parallel', ['a', 'b']],
  ])('%s: the next call leaves the entries %j', async (dedupe, expected) => {
    const device = createDevice();
    device.goOffline();
    const { queue: control } = createStore(dedupeBy(dedupe)(device.holdfast)).getState();
    await control.run('a');
    await control.run('b');
    const inputs = device.outbox.entries.getSnapshot().map(({ input }) => input);
    expect(inputs).toEqual(expected);
  });

  it('shows again when the user takes a later one back, also after a reload', async () => {
    const device = createDevice();
    device.goOffline();
    const first = createStore(slice(device.holdfast));
    for (const key of ['a', 'b', 'c']) await first.getState().queue.run(key, { key });
    await first.getState().queue.cancel();
    await device.platform.advance(0);
    expect(first.getState().queueState).toMatchObject({ kind: 'queued', entryId: 'b' });
    device.reload();
    const next = createStore(slice(device.holdfast));
    expect(next.getState().queueState).toMatchObject({ kind: 'queued', entryId: 'b' });
    await next.getState().queue.cancel();
    await device.platform.advance(0);
    expect(next.getState().queueState).toMatchObject({ kind: 'queued', entryId: 'a' });
    await next.getState().queue.cancel();
    await device.platform.advance(0);
    expect(next.getState().queueState).toEqual({ kind: 'idle' });
    expect(device.outbox.entries.getSnapshot()).toEqual([]);
  });

  it('puts its answer into the data after a reload, also when a later one waits', async () => {
    const world = createWorld();
    for (const key of ['a', 'b']) void world.holdfast.run(queue, key, { key });
    await world.platform.advance(1500);
    const store = createStore(slice(world.holdfast));
    world.outbox.apply('a', 'saved');
    await world.platform.advance(0);
    expect(store.getState()).toMatchObject({ all: ['a'], queueState: { kind: 'queued' } });
  });

  it('is not taken back by a transaction that runs the same write and fails', async () => {
    const device = createDevice();
    device.goOffline();
    const store = createStore(slice(device.holdfast));
    await store.getState().queue.run('a');
    const failed = transactSlices(async (transaction) => {
      await transaction.run(store, 'queue', 'a');
      throw new Error('the work changed its mind');
    });
    await expect(failed).rejects.toThrow('the work changed its mind');
    expect(device.outbox.entries.getSnapshot()).toHaveLength(1);
  });
});

describe('a slice without layers', () => {
  it('puts the answer of every queued write into the data, with the input that the schema gave', async () => {
    const world = createWorld();
    const store = createStore(slice(world.holdfast));
    for (const key of ['a', 'b', 'c']) void store.getState().queue.run(` ${key} `, { key });
    await world.platform.advance(1500);
    world.outbox.apply('a');
    await world.platform.advance(0);
    expect(store.getState()).toMatchObject({ all: ['a'], queueState: { kind: 'queued' } });
    world.outbox.apply('c');
    await world.platform.advance(0);
    world.outbox.apply('b');
    await world.platform.advance(0);
    expect(store.getState()).toMatchObject({ all: ['a', 'c', 'b'], queueState: { kind: 'live' } });
  });

  it('puts an answer into the data once, whatever fails or is cancelled after it', async () => {
    const world = createWorld();
    const answers: ((answer: ReturnType<typeof jsonAnswer>) => void)[] = [];
    world.transport.answerWith(() => new Promise((resolve) => answers.push(resolve)));
    const store = createStore(slice(world.holdfast));
    const { run, cancel } = store.getState().send;
    void run(' a ');
    void run(' b ');
    await world.platform.advance(0);
    answers[1]?.(jsonAnswer('saved'));
    await world.platform.advance(0);
    answers[0]?.(problemAnswer(new Failure(UNAVAILABLE)));
    await world.platform.advance(0);
    void run('c');
    await cancel();
    await world.platform.advance(0);
    expect(store.getState().all).toEqual(['b']);
  });
});
