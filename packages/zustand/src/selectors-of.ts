'use client';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';

/** One hook per member of a store's state: `view` gives `useView`. */
export type Selectors<TState> = {
  readonly [TKey in keyof TState & string as `use${Capitalize<TKey>}`]: () => TState[TKey];
};

/**
 * Hooks for every member that a store's state has now; each renders again only when its own member
 * changes. Members that are added later get none.
 */
export function selectorsOf<TState extends object>(store: StoreApi<TState>): Selectors<TState> {
  const hooks = Object.keys(store.getState()).map((key) => [
    `use${key.charAt(0).toUpperCase()}${key.slice(1)}`,
    () => useStore(store, (state) => state[key as keyof TState]),
  ]);
  return Object.freeze(Object.fromEntries(hooks)) as Selectors<TState>;
}
