import type { Holdfast } from '@holdfast/core';
import { followPersistence } from './follow-persistence.ts';
import { plainData } from './plain-data.ts';
import type {
  Data,
  MakeData,
  OpaqueDeclared,
  SetState,
  SliceContext,
  SliceOperation,
  SliceRead,
} from './slice-context.ts';
import type { SlicePersistence } from './slice-port.ts';
import type { Slice } from './slice-state.ts';
import { createStoreListeners } from './store-listeners.ts';

export interface SliceParts {
  readonly name: string;
  /** What `key` of the definition was given. */
  readonly id?: string;
  readonly initial: Data;
  readonly operations: Readonly<Record<string, OpaqueDeclared>>;
  readonly layers: MakeData | undefined;
  readonly persistence: SlicePersistence<Data> | undefined;
  /** The owner of the data. */
  readonly of: 'user' | 'device';
}

/** The store that a slice lives in, with any middleware around it. */
export interface SliceStore {
  getState(): Data | undefined;
  getInitialState(): Data;
  setState: SetState;
  subscribe(...args: readonly unknown[]): () => void;
  slice?: Slice;
}

/** Brings a slice to life in a store: returns the members of its state, and puts `slice` on the store. */
export function startSlice(
  { name, id, initial, operations, layers = plainData, persistence, of }: SliceParts,
  holdfast: Holdfast,
  set: (patch: Data, replace: false, action: string) => void,
  store: SliceStore,
): Data {
  const { identity, outbox } = holdfast;
  const { setState, subscribe, getInitialState } = store;
  const ownerNow = (): string | undefined => identity.getSnapshot()?.subject;
  const reads = new Map<string, SliceRead>();
  const running: SliceOperation[] = [];
  let owner = ownerNow();
  let isOver = false;
  const state: Record<string, unknown> = { ...initial };

  const half: Omit<SliceContext, 'data'> = {
    ...{ holdfast, id, initial, operations, reads, ownerNow, touched: {} },
    read: () => store.getState() ?? state,
    write(patch, action) {
      if (isOver) return;
      if (store.getState()) set(patch, false, `${name}/${action}`);
      // Stands for the state until the store has its first one.
      else Object.assign(state, patch);
    },
    onState: (listener) => subscribe(listener),
  };
  const data = layers(half);
  const context = { ...half, data };
  for (const [key, over] of Object.entries(operations)) {
    const operation = over.follow(context, key, over);
    running.push(operation);
    if (operation.read) reads.set(key, operation.read);
    Object.assign(state, operation.members);
  }
  const pristine = { ...state };

  const kept = followPersistence(persistence, {
    name,
    holdfast,
    getInitialState: () => initial,
    getState: data.confirmed,
    setState: (stored) => data.put({ ...data.confirmed(), ...stored }, {}, 'restored'),
    ...(data.layers && { pending: data.layers.pending, restored: data.layers.restored }),
    subscribe: data.subscribe,
  });
  const attach = (): void => kept.attach(of === 'device' ? undefined : owner);
  const adopt = (): void => {
    for (const each of running) each.adopt?.();
  };
  const startAnew = (): void => {
    if (owner === ownerNow()) return;
    owner = ownerNow();
    if (of === 'user') kept.detach();
    const members = Object.assign({}, ...running.map((each) => each.drop())) as Data;
    data.restart(of === 'user' ? initial : { ...data.confirmed(), ...half.touched }, members);
    if (of === 'user') attach();
    adopt();
  };
  attach();
  data.restart(data.confirmed(), {});
  adopt();

  const leave = [identity.subscribe(startAnew), outbox?.entries.subscribe(adopt)];
  const listeners = createStoreListeners(subscribe, () => {
    const undo = [...reads.values()].map((read) => read.connect?.());
    return () => {
      for (const each of undo) each?.();
    };
  });
  store.subscribe = listeners.subscribe;
  const { layers: over } = data;
  // A change of the app must not take a waiting write into the data, because the server may still refuse the write.
  if (over) store.setState = over.over(setState, listeners.gate);
  // What the device keeps is no part of what a server renders.
  let first: { readonly from: Data; readonly whole: Data } | undefined;
  store.getInitialState = () => {
    const from = getInitialState();
    if (first?.from !== from) first = { from, whole: { ...from, ...pristine } };
    return first.whole;
  };
  store.slice = {
    name,
    persistence: kept.status,
    dispose() {
      isOver = true;
      kept.detach();
      over?.dispose();
      for (const undo of leave) undo?.();
    },
    inTransaction: { ...context, gate: listeners.gate },
  };
  return state;
}
