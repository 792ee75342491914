'use client';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';

/** One hook for each member of a store's state: `view` gives `useView`. */
export type Selectors<TState> = {
  readonly [TKey in keyof TState & string as `use${Capitalize<TKey>}`]: () => TState[TKey];
};

/**
 * Makes a hook for each member that the store's state has now. A component with such a hook renders again only when
 * that member changes. Members that are added later get no hook.
 */
export function selectorsOf<TState extends object>(store: StoreApi<TState>): Selectors<TState> {
  const hooks = Object.keys(store.getState()).map((key) => [
    `use${key.charAt(0).toUpperCase()}${key.slice(1)}`,
    () => useStore(store, (state) => state[key as keyof TState]),
  ]);
  return Object.freeze(Object.fromEntries(hooks)) as Selectors<TState>;
}
