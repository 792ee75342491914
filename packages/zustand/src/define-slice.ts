import type { Holdfast, Observable } from '@holdfast/core';
import { requireOptions } from '@holdfast/core/parts';
import type { StateCreator, StoreApi } from 'zustand/vanilla';
import { declaredOf, type Declared } from './declared-operation.ts';
import type { Data, SomeOperation } from './slice-context.ts';
import type { optimisticLayers } from './optimistic-layers.ts';
import type { SlicePersistence } from './slice-port.ts';
import type { Slice, SliceState } from './slice-state.ts';
import { partOfPlace } from './part-of-place.ts';
import { startSlice, type SliceParts, type SliceStore } from './start-slice.ts';

declare module 'zustand/vanilla' {
  // The names of the parameters are those of zustand.
  // oxlint-disable-next-line no-unused-vars
  interface StoreMutators<S, A> {
    '@holdfast/zustand': S & { readonly slice: A };
  }
}

type None = Record<never, never>;

/** Makes the state of a slice in a store, and puts `slice` on the store. */
export type SliceCreator<TState, TPersistence> = StateCreator<
  TState,
  [],
  [['@holdfast/zustand', Slice<TPersistence>]]
>;

/**
 * A slice that is defined, and in no store yet. Called with the runtime, it gives what zustand's `create` and
 * `createStore` take, and what their middleware wraps. Each method returns a new definition.
 */
export interface DefinedSlice<
  TData extends object,
  TOperations = None,
  TActions = None,
  TPersistence = undefined,
  TParts extends SlicePart = never,
> {
  (holdfast: Holdfast): SliceCreator<SliceState<TData, TOperations, TActions>, TPersistence>;
  readonly sliceName: string;
  /** The operations of the slice: each by itself, or with options as `{ run: operation, … }`. */
  operations<TSet extends Record<string, SomeOperation>>(set: {
    readonly [TKey in keyof TSet]: Declared<TData, TSet[TKey], TParts>;
  }): DefinedSlice<TData, TOperations & TSet, TActions, TPersistence, TParts>;
  /** Functions of the state, made once for each store. */
  actions<TMore extends object>(
    make: (
      set: (patch: Partial<TData> | ((state: TData) => Partial<TData>)) => void,
      get: () => SliceState<TData, TOperations, TActions>,
    ) => TMore,
  ): DefinedSlice<TData, TOperations, TActions & TMore, TPersistence, TParts>;
  /** Keeps the data on the device, without the waiting writes, which the outbox keeps. */
  persist<TStatus>(
    persistence: SlicePersistence<TData, TStatus>,
  ): DefinedSlice<TData, TOperations, TActions, Observable<TStatus>, TParts>;
  /** The same slice for one thing, such as one character: with its own data and its own place on the device. */
  key(id: string): DefinedSlice<TData, TOperations, TActions, TPersistence, TParts>;
}

/** The parts that a slice may be given. */
export type SlicePart = 'layers';

export interface SliceOptions<TLayers> {
  /**
   * The owner of the data. With `user`, the slice begins anew when another user signs in, and the kept data belongs to
   * the user. With `device`, the data stays, and only the data that operations put into it is dropped. @default 'user'
   */
  readonly of?: 'user' | 'device';
  /**
   * `optimisticLayers`, which shows writes over the data before the server has answered. @default the slice shows only
   * answers
   */
  readonly layers?: TLayers;
}

/**
 * Defines a slice: some data, and the operations that change it. Each operation gives the state three things: a
 * function that the app calls (`save`), its own state (`saveState`), and its part in the data. `initial` is shared by
 * all stores of the slice, so nothing may change it in place.
 */
export function defineSlice<
  TData extends object,
  TLayers extends typeof optimisticLayers | undefined = undefined,
>(
  name: string,
  initial: TData,
  options: SliceOptions<TLayers> = {},
): DefinedSlice<TData, None, None, undefined, PartsOf<TLayers>> {
  requireOptions('defineSlice', options, { of: 'one of user, device?', layers: 'a function?' });

  const { of = 'user', layers } = options;
  const parts = {
    name: partOfPlace(name),
    initial: initial as Data,
    operations: {},
    persistence: undefined,
  };
  const made: unknown = defined({ ...parts, of, layers }, []);
  return made as DefinedSlice<TData, None, None, undefined, PartsOf<TLayers>>;
}

type PartsOf<TLayers> = [TLayers] extends [undefined] ? never : 'layers';

type Make = (set: (patch: unknown) => void, get: () => unknown) => object;

function defined(parts: SliceParts, makers: readonly Make[]): object {
  const create =
    (holdfast: Holdfast) =>
    (set: StoreApi<Data>['setState'], get: () => Data, store: SliceStore): Data => ({
      ...startSlice(parts, holdfast, set, store),
      ...Object.assign({}, ...makers.map((make) => make((patch) => store.setState(patch), get))),
    });
  return Object.assign(create, {
    sliceName: parts.name,
    operations(set: Readonly<Record<string, unknown>>) {
      const more = Object.entries(set).map(([key, each]) => [key, declaredOf(each)]);
      const operations = { ...parts.operations, ...Object.fromEntries(more) };
      return defined({ ...parts, operations }, makers);
    },
    actions: (make: Make) => defined(parts, [...makers, make]),
    persist: (persistence: SlicePersistence<Data>) => defined({ ...parts, persistence }, makers),
    key: (id: string) =>
      defined({ ...parts, id, name: `${parts.name}/${partOfPlace(id)}` }, makers),
  });
}
