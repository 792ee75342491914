import {
  defineRead,
  defineStream,
  defineWrite,
  type Holdfast,
  type OperationState,
  type StandardSchema,
} from '@holdfast/core';
import {
  defineSlice,
  followRead,
  followStream,
  hooksOf,
  matchState,
  optimisticLayers,
  transactSlices,
} from '@holdfast/zustand';
import { create } from 'zustand';
import { devtools, subscribeWithSelector } from 'zustand/middleware';
import { immer } from 'zustand/middleware/immer';
import { createStore } from 'zustand/vanilla';

declare const holdfast: Holdfast;
declare const page: StandardSchema<unknown, { readonly names: readonly string[] }>;
declare const filter: StandardSchema<{ readonly tag: string }>;
declare const tagged: StandardSchema<string, { readonly tags: readonly string[] }>;
declare const kept: StandardSchema<unknown, { readonly id: string }>;

const list = defineRead('list', { output: page, request: () => ({ path: 'list' }) });
const search = defineRead('search', {
  input: filter,
  output: page,
  request: ({ tag }) => ({ path: 'search', query: { tag } }),
});
const save = defineWrite('save', {
  input: filter,
  output: kept,
  request: () => ({ path: 'save' }),
});
const tag = defineWrite('tag', {
  input: tagged,
  request: () => ({ path: 'tag' }),
  offline: 'queue',
  invalidates: [list, search],
});
const tell = defineStream('tell', { input: filter, request: () => ({ path: 'tell' }) });

interface Names {
  readonly names: readonly string[];
  readonly selected: string | null;
}
const initial: Names = { names: [], selected: null };
const layered = defineSlice('names', initial, { layers: optimisticLayers });

// Every callback has its types from its operation and from the data; the caller writes none.
const names = layered
  .operations({
    list: { run: list, follow: followRead, apply: (_, value) => ({ names: value.names }) },
    search: { run: search, apply: (data, value, input) => ({ ...data, selected: input.tag }) },
    tag: {
      run: tag,
      dedupe: 'queue',
      optimistic: (data, { tags }, { id }) => ({ names: [...data.names, ...tags, id] }),
    },
    save: {
      run: save,
      apply: (data, { id }, input) => ({ names: [...data.names, id, input.tag] }),
      compensate: ({ value, input }, run) => run(save, { tag: value.id + input.tag }),
    },
    tell: { run: tell, follow: followStream },
    plain: save,
  })
  .actions((set, get) => ({
    select: (selected: string) => set({ selected }),
    tagIt: () => get().tag.run('a'),
  }));

const store = createStore(names(holdfast));
const state = store.getState();
state.names satisfies readonly string[];
state.select('a') satisfies void;
state.listState satisfies OperationState<{ readonly names: readonly string[] }>;
state.saveStates['a'] satisfies OperationState<{ readonly id: string }> | undefined;
void (state.list.load() satisfies Promise<void>);
void (state.search.load({ tag: 'a' }) satisfies Promise<void>);
// @ts-expect-error a read with an input needs one
void state.search.load();
// @ts-expect-error and the right one
void state.search.load({ tag: 1 });
// @ts-expect-error a read has no instances
state.list.key('a');
void state.save.run({ tag: 'a' }).then((outcome) => {
  // @ts-expect-error a write that does not queue is never queued
  return outcome.kind === 'queued';
});
void state.tag
  .key('one')
  .run('a')
  .then((outcome) => outcome.kind === 'queued');
// @ts-expect-error a write needs its input
void state.save.run();
// @ts-expect-error the input that callers give, not the parsed one
void state.tag.run({ tags: [] });
void state.tell.start({ tag: 'a' });
// @ts-expect-error an operation has the methods of its kind
void state.tell.run({ tag: 'a' });
// @ts-expect-error the state of an operation that the slice does not have
state.nopeState satisfies unknown;
store.slice.name satisfies string;
store.slice.persistence satisfies undefined;

layered.operations({
  // @ts-expect-error a layer gets the parsed input, not what the caller gave
  tag: { run: tag, optimistic: (data, input) => ({ names: [input.toUpperCase()] }) },
});
layered.operations({
  // @ts-expect-error a layer gives data of the slice
  tag: { run: tag, optimistic: () => ({ names: 1 }) },
});
layered.operations({
  // @ts-expect-error an answer has the type of its operation
  list: { run: list, apply: (_, value) => ({ names: value.nope }) },
});
layered.operations({
  // @ts-expect-error the parsed input gives the key of an instance
  tag: { run: tag, instance: (input) => input.toUpperCase() },
});
layered.operations({
  // @ts-expect-error a read has no instances
  list: { run: list, instance: () => 'a' },
});
layered.operations({
  // @ts-expect-error only a write shows before its answer
  list: { run: list, optimistic: () => ({ names: [] }) },
});
layered.operations({
  // @ts-expect-error no such mode
  tag: { run: tag, dedupe: 'sometimes' },
});
layered.operations({
  // @ts-expect-error a stream is followed
  tell,
});
layered.operations({
  // @ts-expect-error a name is no operation
  list: 'list',
});
defineSlice('names', initial).operations({
  list: { run: list, follow: followRead },
  search,
  save,
  // @ts-expect-error a stream is followed, with options too
  tell: { run: tell },
});
layered.operations({
  // @ts-expect-error no part of a read runs a write
  save: { run: save, follow: followRead },
});
defineSlice('names', initial).operations({
  // @ts-expect-error without layers nothing can show before the answer
  tag: { run: tag, optimistic: () => ({ names: [] }) },
});

// Middleware keeps what it adds, in both orders.
const wrapped = create(devtools(immer(subscribeWithSelector(names(holdfast)))));
wrapped.subscribe(
  ({ selected }) => selected,
  (selected) => selected satisfies string | null,
);
wrapped.setState((draft) => void (draft.selected = 'b'));
wrapped.slice.dispose() satisfies void;
wrapped(({ saveState }) => saveState) satisfies OperationState<{ readonly id: string }>;
const other = create(subscribeWithSelector(immer(devtools(names(holdfast)))));
other.setState((draft) => void (draft.selected = 'b'));
other.slice.name satisfies string;
// @ts-expect-error the slice's own store takes no producer
store.setState((draft) => void (draft.selected = 'b'));

const { useSelected, useSaveState, useListState } = hooksOf(store);
useSelected satisfies () => string | null;
useSaveState satisfies (id?: string) => OperationState<{ readonly id: string }>;
useListState satisfies () => OperationState<{ readonly names: readonly string[] }>;
// @ts-expect-error a read has no instances
['a'] satisfies Parameters<typeof useListState>;

matchState(state.saveState, {
  live: ({ value }) => value.id,
  otherwise: ({ kind }) => kind,
}) satisfies string;
// @ts-expect-error each kind of state needs its function
matchState(state.saveState, { live: ({ value }) => value.id });

const done = transactSlices(async (transaction) => {
  transaction.set(store, { selected: 'a' });
  transaction.set(store, (now) => ({ names: [...now.names, 'a'] }));
  // @ts-expect-error a member of the slice
  transaction.set(store, { nope: 1 });
  const outcome = await transaction.run(store, 'save', { tag: 'a' });
  outcome.value.id satisfies string;
  const either = await transaction.run(wrapped, 'tag', 'a');
  either.kind satisfies 'live' | 'queued';
  // @ts-expect-error a write of the slice
  await transaction.run(store, 'list');
  // @ts-expect-error with its input
  await transaction.run(store, 'save', 1);
  return transaction.get(store).selected;
});
void (done satisfies Promise<string | null>);
