import { defineWrite } from '@holdfast/core';
import { createWorld, jsonAnswer } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { create } from 'zustand';
import { devtools, subscribeWithSelector } from 'zustand/middleware';
import { immer } from 'zustand/middleware/immer';
import { createStore } from 'zustand/vanilla';
import { defineSlice } from './define-slice.ts';
import { optimisticLayers } from './optimistic-layers.ts';

const save = defineWrite('save', {
  request: () => ({ method: 'POST', path: 'things' }),
  offline: 'queue',
});
interface Things {
  readonly things: readonly string[];
  readonly selected: string | null;
}
const initial: Things = { things: [], selected: null };
const slice = defineSlice('things', initial, { layers: optimisticLayers })
  .operations({
    save: { run: save, optimistic: ({ things }, _, { id }) => ({ things: [...things, id] }) },
  })
  .actions((set, get) => ({
    select: (selected: string) => set({ selected }),
    first: () => get().things[0],
  }));

type Store = Pick<ReturnType<typeof plain>, 'getState' | 'subscribe' | 'slice' | 'getInitialState'>;
const world = () => createWorld();
type World = ReturnType<typeof world>;
const plain = ({ holdfast }: World) => createStore(slice(holdfast));

type StateOf<TMake extends (world: World) => { getState(): unknown }> = ReturnType<
  ReturnType<TMake>['getState']
>;
/** The members that one slice brings into a store with others. */
const membersOf = <TState>(creator: (...rest: never) => TState, rest: readonly unknown[]): TState =>
  (creator as (...rest: readonly unknown[]) => TState)(...rest);

const options = { enabled: false };
const stores: readonly [string, (world: World) => Store][] = [
  ['createStore', plain],
  ['create', ({ holdfast }) => create(slice(holdfast))],
  ['immer', ({ holdfast }) => create(immer(slice(holdfast)))],
  ['devtools', ({ holdfast }) => create(devtools(slice(holdfast), options))],
  ['subscribeWithSelector', ({ holdfast }) => create(subscribeWithSelector(slice(holdfast)))],
  [
    'devtools over immer over subscribeWithSelector',
    ({ holdfast }) => create(devtools(immer(subscribeWithSelector(slice(holdfast))), options)),
  ],
  [
    'subscribeWithSelector over immer over devtools',
    ({ holdfast }) => create(subscribeWithSelector(immer(devtools(slice(holdfast), options)))),
  ],
  [
    'a store with members of its own',
    ({ holdfast }) => {
      const creator = slice(holdfast);
      return create<StateOf<typeof plain> & { own: number }>()((...rest) => ({
        own: 1,
        ...membersOf(creator, rest),
      })) as unknown as Store;
    },
  ],
];

describe.each(stores)('a slice in %s', (_name, storeIn) => {
  it('runs, shows, follows and forgets', async () => {
    const one = world();
    const store = storeIn(one);
    const seen: string[] = [];
    const leave = store.subscribe(({ things, saveState }) =>
      seen.push(`${saveState.kind} ${things.join()}`),
    );
    void store.getState().save.run(undefined, { key: 'a' });
    await one.platform.advance(1500);
    store.getState().select('a');
    expect(store.getState()).toMatchObject({ things: ['a'], selected: 'a' });
    expect(store.getState().first()).toBe('a');
    expect(store.getInitialState()).toMatchObject({ things: [], saveState: { kind: 'idle' } });
    one.outbox.apply('a');
    await one.platform.advance(0);
    expect(store.getState()).toMatchObject({ things: ['a'], saveState: { kind: 'live' } });
    expect(new Set(seen)).toEqual(new Set(['running ', 'running a', 'queued a', 'live a']));
    leave();
    one.identity.set({ subject: 'nils' });
    expect(store.getState()).toMatchObject({
      things: [],
      selected: null,
      saveState: { kind: 'idle' },
    });
    expect(store.slice.name).toBe('things');
    store.slice.dispose();
  });
});

describe('with middleware', () => {
  it('immer changes the data under waiting writes', async () => {
    const { holdfast, platform } = world();
    const store = createStore(immer(slice(holdfast)));
    void store.getState().save.run(undefined, { key: 'a' });
    await platform.advance(0);
    store.setState((draft) => {
      draft.selected = 'b';
      draft.things = ['b'];
    });
    expect(store.getState()).toMatchObject({ things: ['b', 'a'], selected: 'b' });
  });

  it('subscribeWithSelector tells of a selected member only', async () => {
    const { holdfast, transport, platform } = world();
    transport.answerWith(() => jsonAnswer('saved'));
    const store = createStore(subscribeWithSelector(slice(holdfast)));
    const seen: unknown[] = [];
    store.subscribe(
      ({ selected }) => selected,
      (selected, before) => seen.push([selected, before]),
    );
    void store.getState().save.run(undefined, { key: 'a' });
    await platform.advance(0);
    store.getState().select('a');
    expect(seen).toEqual([['a', null]]);
  });

  it('two slices live in one store, and a waiting write of one does not change the other', async () => {
    const { holdfast, platform } = world();
    const other = defineSlice('other', { count: 1 });
    type Both = StateOf<typeof plain> & { readonly count: number };
    const store = create<Both>()((...rest) => ({
      ...membersOf(slice(holdfast), rest),
      ...membersOf(other(holdfast), rest),
    }));
    void store.getState().save.run(undefined, { key: 'a' });
    await platform.advance(0);
    store.setState({ count: 2, selected: 'b' });
    expect(store.getState()).toMatchObject({ things: ['a'], selected: 'b', count: 2 });
    expect(store.getInitialState()).toMatchObject({ things: [], selected: null, count: 1 });
  });
});
