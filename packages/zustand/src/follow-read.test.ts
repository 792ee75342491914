import {
  createCell,
  defineRead,
  defineWrite,
  Failure,
  type Holdfast,
  type Identity,
} from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { createWorld, jsonAnswer, memoryOutbox, type ResilientWorld } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defineSlice } from './define-slice.ts';
import { followRead } from './follow-read.ts';
import { optimisticLayers } from './optimistic-layers.ts';

const list = defineRead('thing.list', {
  request: () => ({ path: 'things' }),
  staleIfErrorMs: 60_000,
});
const add = defineWrite('thing.add', {
  request: () => ({ method: 'POST', path: 'things' }),
  offline: 'queue',
  invalidates: [list],
});
const touch = defineWrite('thing.touch', {
  request: () => ({ method: 'POST', path: 'things' }),
  offline: 'queue',
  invalidates: [list],
});

const NOTHING: readonly string[] = [];
const things = defineSlice('things', { view: NOTHING }, { layers: optimisticLayers }).operations({
  list: {
    run: list,
    follow: followRead,
    apply: (_, value) => ({ view: value as readonly string[] }),
  },
  add: {
    run: add,
    optimistic: ({ view }, _input, { id }) => ({ view: view.includes(id) ? view : [...view, id] }),
  },
  touch,
});
const storeOf = (holdfast: Holdfast) => createStore(things(holdfast));

interface Scene {
  readonly world: ResilientWorld;
  readonly slice: ReturnType<typeof storeOf>;
  readonly server: string[];
  /** Every view that the slice showed, without repetitions. */
  readonly views: unknown[];
}

function setUp({ isHeard = true } = {}): Scene {
  const world = createWorld();
  const server = ['old'];
  world.transport.answerWith(() => jsonAnswer(server));
  const slice = storeOf(world.holdfast);
  const views: unknown[] = [];
  if (isHeard) {
    slice.subscribe(({ view }, before) => {
      if (view !== before.view) views.push(view);
    });
  }
  return { world, slice, server, views };
}

async function enqueue(
  world: ResilientWorld,
  key: string,
  operation: typeof add | typeof touch = add,
): Promise<void> {
  void world.holdfast.run(operation, undefined, { key });
  await world.platform.advance(0);
}

describe('a followed read of a slice', () => {
  it('reads when the first listener subscribes', async () => {
    const { world, slice } = setUp();
    expect(slice.getState().listState.kind).toBe('running');
    await world.platform.advance(0);
    expect(slice.getState()).toMatchObject({ listState: { kind: 'live' }, view: ['old'] });
  });

  it('reads when the app asks it to, also without a listener', async () => {
    const { world, slice } = setUp({ isHeard: false });
    expect(world.transport.requests).toHaveLength(0);
    const refreshed = slice.getState().list.refresh();
    await world.platform.advance(0);
    await refreshed;
    expect(slice.getState().view).toEqual(['old']);
  });

  it('shows a waiting write at once, and without a flicker when the write took effect', async () => {
    const { world, slice, server, views } = setUp();
    await world.platform.advance(0);
    await enqueue(world, 'new');
    expect(slice.getState().view).toEqual(['old', 'new']);
    server.push('new');
    world.outbox.apply('new');
    await world.platform.advance(0);
    expect(slice.getState()).toMatchObject({ listState: { kind: 'live' }, view: ['old', 'new'] });
    expect(views.slice(1).every((view) => (view as string[]).includes('new'))).toBe(true);
  });

  it('does not drop a waiting write for a read that was answered before the write took effect', async () => {
    const { world, slice, server } = setUp();
    await world.platform.advance(0);
    await enqueue(world, 'new');
    const before = jsonAnswer([...server]);
    let answerFirst: (() => void) | undefined;
    world.transport.answerWith(
      () => new Promise((resolve) => (answerFirst = () => resolve(before))),
    );
    void slice.getState().list.refresh();
    await world.platform.advance(0);
    server.push('new');
    world.outbox.apply('new');
    await world.platform.advance(0);
    world.transport.answerWith(() => {
      throw new Failure(NETWORK_FAILED);
    });
    answerFirst?.();
    await world.platform.advance(0);
    expect(slice.getState().view).toEqual(['old', 'new']);
    world.transport.answerWith(() => jsonAnswer([...server, 'and more']));
    world.connectivity.note('answered');
    await world.platform.advance(0);
    expect(slice.getState().view).toEqual(['old', 'new', 'and more']);
  });

  it('hides a cancelled write at once', async () => {
    const { world, slice } = setUp();
    await world.platform.advance(0);
    await enqueue(world, 'new');
    await world.outbox.cancel('new');
    await world.platform.advance(0);
    expect(slice.getState().view).toEqual(['old']);
    expect(world.transport.requests).toHaveLength(1);
  });

  it('keeps showing a blocked write and a dead letter', async () => {
    const { world, slice } = setUp();
    await world.platform.advance(0);
    await enqueue(world, 'new');
    world.outbox.set('new', { kind: 'blocked', reason: 'auth', failure: undefined });
    expect(slice.getState().view).toEqual(['old', 'new']);
    world.outbox.set('new', { kind: 'dead', failure: new Failure(NETWORK_FAILED) });
    expect(slice.getState().view).toEqual(['old', 'new']);
  });

  it('reads again after a write without a layer that names it in `invalidates`', async () => {
    const { world, server, slice } = setUp();
    await world.platform.advance(0);
    await enqueue(world, 'x', touch);
    expect(slice.getState().view).toEqual(['old']);
    server.push('touched');
    world.outbox.apply('x');
    await world.platform.advance(0);
    expect(slice.getState().view).toEqual(['old', 'touched']);
  });

  it('reads twice at most for any number of writes that took effect together', async () => {
    const { world } = setUp();
    await world.platform.advance(0);
    for (const key of ['a', 'b', 'c', 'd', 'e']) await enqueue(world, key);
    for (const key of ['a', 'b', 'c', 'd', 'e']) world.outbox.apply(key);
    await world.platform.advance(0);
    expect(world.transport.requests.length).toBeLessThanOrEqual(3);
  });

  it('shows waiting writes even if no read ever came back', async () => {
    const { world, slice } = setUp();
    world.transport.answerWith(() => {
      throw new Failure(NETWORK_FAILED);
    });
    await enqueue(world, 'new');
    expect(slice.getState()).toMatchObject({ listState: { kind: 'failed' }, view: ['new'] });
  });

  it('is stale with the time of its answer when the server is away', async () => {
    const { world, slice } = setUp();
    await world.platform.advance(0);
    const at = world.platform.now();
    world.transport.answerWith(() => {
      throw new Failure(NETWORK_FAILED);
    });
    await world.platform.advance(5000);
    void slice.getState().list.refresh();
    await world.platform.advance(0);
    expect(slice.getState()).toMatchObject({ listState: { kind: 'stale', at }, view: ['old'] });
  });

  it('drops the data of an owner at once when another user signs in, then reads for that user', async () => {
    const { world, slice, server } = setUp();
    await world.platform.advance(0);
    await enqueue(world, 'of mira');
    expect(slice.getState().view).toEqual(['old', 'of mira']);
    server.splice(0, 1, 'of nils');
    world.identity.set({ subject: 'nils' });
    expect(slice.getState()).toMatchObject({ listState: { kind: 'running' }, view: [] });
    await world.platform.advance(0);
    expect(slice.getState().view).toEqual(['of nils']);
    world.identity.set({ subject: 'mira' });
    expect(slice.getState().view).toEqual(['of mira']);
  });

  it('shows no write of another owner even if the outbox still lists it', async () => {
    const identity = createCell<Identity | null>({ subject: 'mira' });
    const outbox = memoryOutbox({ identity: createCell<Identity | null>({ subject: 'mira' }) });
    const world = createWorld({ outbox, identity });
    const slice = storeOf(world.holdfast);
    await enqueue(world, 'of mira');
    expect(slice.getState().view).toEqual(['of mira']);
    identity.set({ subject: 'nils' });
    expect(slice.getState().view).toEqual([]);
  });

  it('keeps showing a write that took effect while it had no listener, until it reads again', async () => {
    const { world, slice } = setUp({ isHeard: false });
    await slice.getState().list.refresh();
    await enqueue(world, 'new');
    world.outbox.apply('new');
    await world.platform.advance(0);
    expect(world.transport.requests).toHaveLength(1);
    expect(slice.getState().view).toEqual(['old', 'new']);
  });

  it('stops following when it is disposed of', async () => {
    const { world, slice } = setUp({ isHeard: false });
    slice.slice.dispose();
    await enqueue(world, 'new');
    expect(slice.getState().view).toEqual([]);
  });
});
