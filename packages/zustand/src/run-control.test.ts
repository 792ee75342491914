import { defineRead, defineWrite, Failure, type StandardSchema } from '@holdfast/core';
import { NETWORK_FAILED, UNAVAILABLE } from '@holdfast/core/failures';
import type { Answer, TransportRequest } from '@holdfast/core/parts';
import { createWorld, jsonAnswer, problemAnswer, type ResilientWorld } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Dedupe } from './admit-run.ts';
import { defineSlice } from './define-slice.ts';

const text: StandardSchema<string> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as string }) },
};
const request = (tag: string) => ({ method: 'POST', path: 'things', query: { tag } }) as const;
const save = defineWrite('save', { input: text, request });
const queued = defineWrite('queued', { input: text, request, offline: 'queue' });
const search = defineRead('search', {
  input: text,
  request: (tag) => ({ path: 'search', query: { tag } }),
});

interface Server extends ResilientWorld {
  /** Answers the request of this tag that has waited longest. */
  answer(tag: string, answer?: Answer): Promise<void>;
  readonly asked: string[];
}

/** A world in which the test answers each request when it likes. */
function serverWorld(): Server {
  const world = createWorld();
  const asked: string[] = [];
  const waiting: { readonly tag: string; readonly resolve: (answer: Answer) => void }[] = [];
  world.transport.answerWith(({ url }: TransportRequest) => {
    const tag = new URL(url, 'http://test').searchParams.get('tag') ?? '';
    asked.push(tag);
    return new Promise((resolve) => waiting.push({ tag, resolve }));
  });
  return {
    ...world,
    asked,
    async answer(tag, answer = jsonAnswer(`answer ${tag}`)) {
      const at = waiting.findIndex((each) => each.tag === tag);
      waiting.splice(at, 1)[0]?.resolve(answer);
      await world.platform.advance(0);
    },
  };
}

const storeWith = (world: ResilientWorld, dedupe: Dedupe) => {
  const slice = defineSlice('things', {}).operations({
    save: { run: save, dedupe },
  });
  return createStore(slice(world.holdfast));
};

describe('calls of one write', () => {
  it('join: the second press of a button gets the outcome of the first', async () => {
    const world = serverWorld();
    const store = storeWith(world, 'join');
    const [one, two] = [store.getState().save.run('a'), store.getState().save.run('a')];
    await world.platform.advance(0);
    await world.answer('a');
    expect(await one).toBe(await two);
    expect(world.asked).toEqual(['a']);
    void store.getState().save.run('a');
    await world.platform.advance(0);
    expect(world.asked).toEqual(['a', 'a']);
  });

  it('join: a call never joins a run whose caller has aborted it, as an effect in StrictMode does', async () => {
    const world = serverWorld();
    const store = storeWith(world, 'join');
    const first = new AbortController();
    const one = store.getState().save.run('a', { signal: first.signal });
    first.abort();
    const two = store.getState().save.run('a', { signal: new AbortController().signal });
    await world.platform.advance(0);
    for (const _ of world.asked) await world.answer('a');
    expect(await one).toMatchObject({ kind: 'failed', failure: { code: 'ABORTED' } });
    expect(await two).toMatchObject({ kind: 'live', value: 'answer a' });
    expect(store.getState().saveState).toMatchObject({ kind: 'live', value: 'answer a' });
  });

  it('join: a run goes on while one of its callers wants it, and is aborted by the last', async () => {
    const world = serverWorld();
    const store = storeWith(world, 'join');
    const callers = [new AbortController(), new AbortController()] as const;
    const run = (at: 0 | 1) => store.getState().save.run('a', { signal: callers[at].signal });
    let [one, two] = [run(0), run(1)];
    await world.platform.advance(0);
    callers[0].abort();
    await world.answer('a');
    expect(await one).toBe(await two);
    expect(await two).toMatchObject({ kind: 'live', value: 'answer a' });
    callers[1].abort();
    expect(store.getState().saveState).toMatchObject({ kind: 'live' });

    const [third, fourth] = [new AbortController(), new AbortController()];
    one = store.getState().save.run('b', { signal: third.signal });
    two = store.getState().save.run('b', { signal: fourth.signal });
    await world.platform.advance(0);
    third.abort();
    fourth.abort();
    expect(await one).toMatchObject({ kind: 'failed', failure: { code: 'ABORTED' } });
    expect(await two).toBe(await one);
  });

  it('join: a call with another input runs beside it, and the state follows the newest', async () => {
    const world = serverWorld();
    const store = storeWith(world, 'join');
    const one = store.getState().save.run('a');
    void store.getState().save.run('b');
    await world.platform.advance(0);
    await world.answer('b');
    expect(store.getState().saveState).toMatchObject({ kind: 'live', value: 'answer b' });
    await world.answer('a');
    expect(await one).toMatchObject({ kind: 'live', value: 'answer a' });
    expect(store.getState().saveState).toMatchObject({ kind: 'live', value: 'answer b' });
  });

  it('replace: the earlier call is aborted, and its late answer changes nothing', async () => {
    const world = serverWorld();
    const store = storeWith(world, 'replace');
    const one = store.getState().save.run('a');
    await world.platform.advance(0);
    const two = store.getState().save.run('b');
    await world.platform.advance(0);
    await world.answer('b');
    await world.answer('a');
    expect(await one).toMatchObject({ kind: 'failed', failure: { code: 'ABORTED' } });
    expect(await two).toMatchObject({ kind: 'live' });
    expect(store.getState().saveState).toMatchObject({ kind: 'live', value: 'answer b' });
  });

  it('queue: one after the other, in order', async () => {
    const world = serverWorld();
    const store = storeWith(world, 'queue');
    const { run } = store.getState().save;
    const outcomes = ['a', 'b', 'c'].map((tag) => run(tag));
    await world.platform.advance(0);
    expect(world.asked).toEqual(['a']);
    await world.answer('a', problemAnswer(new Failure(UNAVAILABLE)));
    expect(world.asked).toEqual(['a', 'b']);
    await world.answer('b');
    await world.answer('c');
    const kinds = (await Promise.all(outcomes)).map(({ kind }) => kind);
    expect(kinds).toEqual(['failed', 'live', 'live']);
    expect(store.getState().saveState).toMatchObject({ kind: 'live', value: 'answer c' });
  });

  it('queue: a write in line is never sent for another user', async () => {
    const world = serverWorld();
    const store = storeWith(world, 'queue');
    void store.getState().save.run('a');
    const two = store.getState().save.run('b');
    await world.platform.advance(0);
    world.identity.set({ subject: 'nils' });
    await world.answer('a');
    expect(await two).toMatchObject({
      kind: 'failed',
      failure: { code: 'ABORTED', effect: 'none' },
    });
    expect(world.asked).toEqual(['a']);
    expect(store.getState().saveState).toEqual({ kind: 'idle' });
  });

  it('drop: the call fails at once, and nothing is sent', async () => {
    const world = serverWorld();
    const store = storeWith(world, 'drop');
    void store.getState().save.run('a');
    const two = await store.getState().save.run('b');
    expect(two).toMatchObject({ kind: 'failed', failure: { code: 'ABORTED', effect: 'none' } });
    await world.platform.advance(0);
    await world.answer('a');
    expect(world.asked).toEqual(['a']);
    expect(store.getState().saveState).toMatchObject({ kind: 'live', value: 'answer a' });
  });

  it('parallel: every call is sent, the same input, too', async () => {
    const world = serverWorld();
    const store = storeWith(world, 'parallel');
    void store.getState().save.run('a');
    void store.getState().save.run('a');
    await world.platform.advance(0);
    expect(world.asked).toEqual(['a', 'a']);
  });
});

describe('a run that the user takes back', () => {
  it('is aborted, and the state from before the run comes back', async () => {
    const world = serverWorld();
    const store = storeWith(world, 'join');
    const { run, cancel } = store.getState().save;
    void run('a');
    await world.platform.advance(0);
    await world.answer('a');
    const before = store.getState().saveState;
    const second = run('b');
    expect(store.getState().saveState).toMatchObject({ kind: 'running', value: 'answer a' });
    await cancel();
    expect(store.getState().saveState).toBe(before);
    await world.answer('b');
    expect((await second).kind).toBe('failed');
    expect(store.getState().saveState).toBe(before);
  });

  it('leaves the outbox, also when it was not in there yet', async () => {
    const world = createWorld();
    const store = createStore(defineSlice('things', {}).operations({ queued })(world.holdfast));
    const { run, cancel } = store.getState().queued;
    void run('a', { key: 'a' });
    await world.platform.advance(1500);
    expect(store.getState().queuedState.kind).toBe('queued');
    await cancel();
    await world.platform.advance(0);
    expect(world.outbox.entries.getSnapshot()).toEqual([]);
    expect(store.getState().queuedState).toEqual({ kind: 'idle' });
    void run('b', { key: 'b' });
    await cancel();
    await world.platform.advance(1500);
    expect(world.outbox.entries.getSnapshot()).toEqual([]);
    expect(store.getState().queuedState).toEqual({ kind: 'idle' });
  });

  it('stays in the outbox when another user signs in', async () => {
    const world = createWorld();
    const store = createStore(defineSlice('things', {}).operations({ queued })(world.holdfast));
    void store.getState().queued.run('a', { key: 'a' });
    world.identity.set({ subject: 'nils' });
    await world.platform.advance(1500);
    expect(store.getState().queuedState).toEqual({ kind: 'idle' });
    world.identity.set({ subject: 'mira' });
    expect(world.outbox.entries.getSnapshot()).toMatchObject([{ id: 'a', owner: 'mira' }]);
  });
});

describe('a failed run', () => {
  it('is tried again under its key when it may have taken effect', async () => {
    const world = createWorld();
    const store = storeWith(world, 'join');
    const keys = (): (string | undefined)[] =>
      world.transport.requests.map(({ headers }) => headers['Idempotency-Key']);
    await store.getState().save.run('a');
    expect(store.getState().saveState).toMatchObject({ kind: 'failed' });
    world.transport.answerWith(() => jsonAnswer('saved'));
    await store.getState().save.retry();
    expect(store.getState().saveState).toMatchObject({ kind: 'live', value: 'saved' });
    expect(keys()).toHaveLength(2);
    expect(keys()[0]).toBe(keys()[1]);
  });
});

describe('instances', () => {
  it('have a state of their own, and are the same for the same key', async () => {
    const world = serverWorld();
    const store = storeWith(world, 'join');
    const { save: control } = store.getState();
    expect(control.key('one')).toBe(control.key('one'));
    void control.key('one').run('a');
    void control.key('two').run('b');
    await world.platform.advance(0);
    await world.answer('a');
    const { saveState, saveStates } = store.getState();
    expect(saveState).toEqual({ kind: 'idle' });
    expect(saveStates).toMatchObject({
      one: { kind: 'live', value: 'answer a' },
      two: { kind: 'running' },
    });
    world.identity.set(null);
    expect(store.getState().saveStates).toEqual({});
  });
});

describe('a read that nothing follows', () => {
  const slice = defineSlice('found', { found: '' }).operations({
    search: { run: search, apply: (_, value) => ({ found: value as string }) },
  });

  it('puts its answer into the data, and never an older one over a newer one', async () => {
    const world = serverWorld();
    const store = createStore(slice(world.holdfast));
    const one = store.getState().search.load('a');
    void store.getState().search.load('ab');
    await world.platform.advance(0);
    await world.answer('ab');
    await world.answer('a');
    await one;
    expect(store.getState()).toMatchObject({ found: 'answer ab', searchState: { kind: 'live' } });
  });

  it('changes its data and its state in one change of the store', async () => {
    const world = serverWorld();
    const store = createStore(slice(world.holdfast));
    const seen: string[] = [];
    store.subscribe(({ found, searchState }) => seen.push(`${searchState.kind} ${found}`));
    void store.getState().search.load('a');
    await world.platform.advance(0);
    await world.answer('a');
    expect(seen).toEqual(['running ', 'live answer a']);
  });

  it('reads its last input again after a write of the slice that names it', async () => {
    const world = serverWorld();
    const naming = defineWrite('naming', { input: text, request, invalidates: [search] });
    const store = createStore(slice.operations({ naming })(world.holdfast));
    void store.getState().search.load('a');
    await world.platform.advance(0);
    await world.answer('a');
    void store.getState().naming.run('w');
    await world.platform.advance(0);
    await world.answer('w');
    expect(world.asked).toEqual(['a', 'w', 'a']);
  });

  it('keeps its data when the next read fails', async () => {
    const world = serverWorld();
    const store = createStore(slice(world.holdfast));
    void store.getState().search.load('a');
    await world.platform.advance(0);
    await world.answer('a');
    world.transport.answerWith(() => {
      throw new Failure(NETWORK_FAILED);
    });
    await store.getState().search.refresh();
    expect(store.getState()).toMatchObject({
      found: 'answer a',
      searchState: { kind: 'failed', value: 'answer a' },
    });
  });
});
