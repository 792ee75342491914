import type { StoreApi } from 'zustand/vanilla';
import type { Slice } from './slice-state.ts';

/** A store that one slice lives in. */
export interface SliceStoreApi<TState = never> extends Pick<
  StoreApi<TState>,
  'getState' | 'subscribe'
> {
  setState(patch: Partial<TState>, replace?: false): void;
  readonly slice: Pick<Slice<never>, 'inTransaction'>;
}

/** The names of the writes in a state. */
type WriteNames<TState> = {
  [TKey in keyof TState]: TState[TKey] extends { run(...rest: never): Promise<unknown> }
    ? TKey
    : never;
}[keyof TState];

type RunOf<TState, TName extends keyof TState> = TState[TName] extends {
  run: (...rest: infer TRest) => Promise<infer TOutcome>;
}
  ? { readonly rest: TRest; readonly outcome: TOutcome }
  : never;

/** The steps of a transaction. All of them take effect, or none. */
export interface Transaction {
  /** The state of a slice as this transaction would leave it. */
  get<TState extends object>(store: SliceStoreApi<TState>): TState;
  /**
   * Changes a slice when the transaction is done. A function is called then, with the state of that moment. It may
   * also be called earlier for `get`, so it must be pure.
   */
  set<TState extends object>(
    store: SliceStoreApi<TState>,
    change: Partial<TState> | ((state: TState) => Partial<TState>),
  ): void;
  /**
   * Runs a write of a slice at once, and shows nothing of it before the transaction is done. Throws the `Failure` when
   * the write fails or waits for the user. A write that waits for the network counts as done.
   */
  run<TState extends object, TName extends WriteNames<TState> & string>(
    store: SliceStoreApi<TState>,
    name: TName,
    ...rest: RunOf<TState, TName>['rest']
  ): Promise<Extract<RunOf<TState, TName>['outcome'], { readonly kind: 'live' | 'queued' }>>;
  /** A transaction within: when its work throws, only this part is undone, and the caller may go on. */
  transact<T>(work: (transaction: Transaction) => T | Promise<T>): Promise<T>;
}
