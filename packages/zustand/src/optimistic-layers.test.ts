import { defineRead, defineWrite, Failure, type StandardSchema } from '@holdfast/core';
import { UNAVAILABLE } from '@holdfast/core/failures';
import { createWorld, jsonAnswer, problemAnswer, type ResilientWorld } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defineSlice } from './define-slice.ts';
import { followRead } from './follow-read.ts';
import { keepPlaces } from './keep-places.ts';
import { optimisticLayers } from './optimistic-layers.ts';

const text: StandardSchema<string> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) =>
      typeof value === 'string' ? { value } : { issues: [{ message: 'no text' }] },
  },
};
const list = defineRead('list', { request: () => ({ path: 'list' }) });
const request = (tag: string) => ({ method: 'POST', path: 'things', json: tag }) as const;
const add = defineWrite('add', { input: text, output: text, request, invalidates: [list] });
const queue = defineWrite('queue', { input: text, output: text, request, offline: 'queue' });

interface Names {
  readonly names: readonly string[];
  readonly selected: string;
}
const initial: Names = { names: [], selected: '' };
const withName = ({ names }: Names, name: string): Partial<Names> =>
  names.includes(name) ? {} : { names: [...names, name] };

const local = defineSlice('names', initial, {
  layers: optimisticLayers,
}).operations({
  add: { run: add, optimistic: withName, dedupe: 'parallel' },
  queue: { run: queue, optimistic: withName },
  echo: { run: echo(), apply: withName },
});
const listed = local.operations({
  list: {
    run: list,
    follow: followRead,
    apply: (_, value) => ({ names: value as readonly string[] }),
  },
});
/** Answers that the test gives when it likes, in the order of the requests. */
function answering({ transport, platform }: ResilientWorld) {
  const waiting: ((answer: ReturnType<typeof jsonAnswer>) => void)[] = [];
  transport.answerWith(() => new Promise((resolve) => waiting.push(resolve)));
  return async (at: number, answer: ReturnType<typeof jsonAnswer>): Promise<void> => {
    waiting[at]?.(answer);
    await platform.advance(0);
  };
}

describe('a write that is sent at once', () => {
  it('shows before the answer, and stays when the answer comes', async () => {
    const world = createWorld();
    const answer = answering(world);
    const store = createStore(local(world.holdfast));
    void store.getState().add.run('Mara');
    await world.platform.advance(0);
    expect(store.getState().names).toEqual(['Mara']);
    await answer(0, jsonAnswer('Mara'));
    expect(store.getState()).toMatchObject({ names: ['Mara'], addState: { kind: 'live' } });
  });

  it('disappears when the server refuses it, and other writes stay', async () => {
    const world = createWorld();
    const answer = answering(world);
    const store = createStore(local(world.holdfast));
    for (const name of ['Mara', 'Tom', 'Ada']) void store.getState().add.run(name);
    await world.platform.advance(0);
    store.setState({ selected: 'Ada' });
    expect(store.getState().names).toEqual(['Mara', 'Tom', 'Ada']);
    await answer(1, problemAnswer(new Failure(UNAVAILABLE)));
    expect(store.getState()).toMatchObject({ names: ['Mara', 'Ada'], selected: 'Ada' });
    await answer(2, jsonAnswer('Ada'));
    await answer(0, problemAnswer(new Failure(UNAVAILABLE)));
    expect(store.getState()).toMatchObject({ names: ['Ada'], selected: 'Ada' });
  });

  it('never shows when its input is refused', async () => {
    const world = createWorld();
    const store = createStore(local(world.holdfast));
    const seen: (readonly string[])[] = [];
    store.subscribe(({ names }) => seen.push(names));
    const outcome = await store.getState().add.run(7 as never);
    expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'INPUT_INVALID' } });
    expect(seen.every((names) => names.length === 0)).toBe(true);
  });

  it('never shows when its schema throws, and fails with that', async () => {
    const throwing: StandardSchema<string> = {
      '~standard': {
        ...text['~standard'],
        validate: () => {
          throw new Error('a mistake of the app');
        },
      },
    };
    const { holdfast } = createWorld();
    const broken = defineWrite('broken', { input: throwing, request });
    const slice = defineSlice('names', initial, { layers: optimisticLayers });
    const store = createStore(
      slice.operations({ broken: { run: broken, optimistic: withName } })(holdfast),
    );
    expect(await store.getState().broken.run('Mara')).toMatchObject({ kind: 'failed' });
    expect(store.getState()).toMatchObject({ names: [], brokenState: { kind: 'failed' } });
  });

  it('is read again, and the answer takes its place', async () => {
    const world = createWorld();
    const answer = answering(world);
    const store = createStore(listed(world.holdfast));
    store.subscribe(() => {});
    await world.platform.advance(0);
    await answer(0, jsonAnswer(['Ada']));
    void store.getState().add.run('mara');
    await world.platform.advance(0);
    expect(store.getState().names).toEqual(['Ada', 'mara']);
    await answer(1, jsonAnswer('mara'));
    expect(store.getState().names).toEqual(['Ada', 'mara']);
    await answer(2, jsonAnswer(['Ada', 'Mara']));
    expect(store.getState().names).toEqual(['Ada', 'Mara']);
  });
});

describe('a write that waits in the outbox', () => {
  it('shows before the first render of the next page', async () => {
    const world = createWorld();
    const first = createStore(local(world.holdfast));
    void first.getState().queue.run('Mara');
    await world.platform.advance(0);
    first.slice.dispose();
    const next = createStore(local(world.holdfast));
    expect(next.getState().names).toEqual(['Mara']);
    // A rendering server has no outbox, so its page has no layers.
    expect(next.getInitialState().names).toEqual([]);
  });

  it('is not reverted by a read that comes back while it waits', async () => {
    const world = createWorld();
    world.transport.answerWith(() => jsonAnswer(['Ada']));
    const store = createStore(listed(world.holdfast));
    const seen: string[] = [];
    void store.getState().queue.run('Mara', { key: 'a' });
    await world.platform.advance(0);
    store.subscribe(({ names }) => seen.push(names.join()));
    await store.getState().list.refresh();
    await store.getState().list.refresh();
    expect(store.getState().names).toEqual(['Ada', 'Mara']);
    expect(new Set(seen)).toEqual(new Set(['Mara', 'Ada,Mara']));
  });

  it('lies over data that the app itself sets, and leaves that data unchanged when it disappears', async () => {
    const world = createWorld();
    const store = createStore(local(world.holdfast));
    void store.getState().queue.run('Mara', { key: 'a' });
    await world.platform.advance(0);
    store.setState({ names: ['Tom'], selected: 'Tom' });
    expect(store.getState()).toMatchObject({ names: ['Tom', 'Mara'], selected: 'Tom' });
    await world.outbox.cancel('a');
    expect(store.getState()).toMatchObject({ names: ['Tom'], selected: 'Tom' });
  });

  it('is no part of the data that the app sets by a function, so that it can still disappear alone', async () => {
    const world = createWorld();
    const store = createStore(local(world.holdfast));
    const seen: string[] = [];
    void store.getState().queue.run('Mara', { key: 'a' });
    await world.platform.advance(0);
    store.subscribe(({ names }) => seen.push(names.join()));
    store.setState(({ names }) => ({ names: [...names, 'Tom'] }));
    expect(store.getState().names).toEqual(['Tom', 'Mara']);
    await world.outbox.cancel('a');
    expect(store.getState().names).toEqual(['Tom']);
    expect(new Set(seen)).toEqual(new Set(['Tom,Mara', 'Tom']));
  });

  it('leaves a value that the app set to the same', async () => {
    const world = createWorld();
    const slice = defineSlice('names', initial, { layers: optimisticLayers });
    const selecting = slice.operations({
      queue: { run: queue, optimistic: (_, selected) => ({ selected }) },
    });
    const store = createStore(selecting(world.holdfast));
    void store.getState().queue.run('Mara', { key: 'a' });
    await world.platform.advance(0);
    store.setState({ selected: 'Mara' });
    await world.outbox.cancel('a');
    expect(store.getState().selected).toBe('Mara');
  });

  it('keeps its place in the list when it turns from waiting to saved', async () => {
    const world = createWorld();
    const server = ['Ada', 'Tom'];
    world.transport.answerWith(() => jsonAnswer(server));
    const firstInList = defineSlice('names', initial, {
      layers: optimisticLayers,
    }).operations({
      queue: {
        run: queue,
        optimistic: ({ names }, name) => (names.includes(name) ? {} : { names: [name, ...names] }),
      },
      list: {
        run: list,
        follow: followRead,
        apply: (_, value, _input, shown) => ({
          names: keepPlaces(shown.names, value as string[], (name) => name),
        }),
      },
    });
    const store = createStore(firstInList(world.holdfast));
    const seen: string[] = [];
    store.subscribe(({ names }) => seen.push(names.join()));
    await world.platform.advance(0);
    void store.getState().queue.run('Mara', { key: 'a' });
    await world.platform.advance(0);
    server.push('Mara');
    world.outbox.apply('a', 'Mara');
    await world.platform.advance(0);
    expect(store.getState()).toMatchObject({ listState: { kind: 'live' } });
    expect(new Set(seen)).toEqual(new Set(['', 'Ada,Tom', 'Mara,Ada,Tom']));
  });

  it('becomes part of the data when no read of the slice will confirm it', async () => {
    const world = createWorld();
    const store = createStore(local(world.holdfast));
    void store.getState().queue.run('Mara', { key: 'a' });
    await world.platform.advance(0);
    world.outbox.apply('a', 'Mara');
    await world.platform.advance(0);
    store.setState({ selected: 'Mara' });
    expect(store.getState()).toMatchObject({ names: ['Mara'], selected: 'Mara' });
  });

  it('puts the checked answer into the data, also for an entry of an earlier page', async () => {
    const world = createWorld();
    const store = createStore(local(world.holdfast));
    void world.holdfast.run(echo(), 'mara', { key: 'a' });
    await world.platform.advance(0);
    expect(store.getState().names).toEqual([]);
    world.outbox.apply('a', 'Mara');
    await world.platform.advance(0);
    expect(store.getState().names).toEqual(['Mara']);
  });

  it('puts no answer into the data that breaks the contract', async () => {
    const world = createWorld();
    const store = createStore(local(world.holdfast));
    void world.holdfast.run(echo(), 'mara', { key: 'a' });
    await world.platform.advance(0);
    world.outbox.apply('a', { no: 'text' });
    await world.platform.advance(0);
    expect(store.getState().names).toEqual([]);
  });
});

function echo() {
  return defineWrite('echo', { input: text, output: text, request, offline: 'queue' });
}
