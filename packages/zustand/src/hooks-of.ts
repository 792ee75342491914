'use client';
import type { OperationState } from '@holdfast/core';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { IDLE } from './idle.ts';

/**
 * One hook for each member of a store's state: `selectedId` gives `useSelectedId`. The state of a write with instances,
 * `saveState`, gives `useSaveState(id?)`.
 */
export type HooksOf<TState> = {
  readonly [
    TKey in keyof TState & string as TKey extends `${string}States`
      ? never
      : `use${Capitalize<TKey>}`
  ]: TKey extends `${infer TName}State`
    ? `${TName}States` extends keyof TState
      ? (id?: string) => TState[TKey]
      : () => TState[TKey]
    : () => TState[TKey];
};

/**
 * Makes a hook for each member that the store's state has now. A component with such a hook renders again only when
 * that member changes. Members that are added later get no hook.
 */
export function hooksOf<TState extends object>(
  store: Pick<StoreApi<TState>, 'getState' | 'getInitialState' | 'subscribe'>,
): HooksOf<TState> {
  const names = Object.keys(store.getState()) as (keyof TState & string)[];
  const hooks = names.map((name) => [
    `use${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    (id?: string) =>
      useStore(store, (state) =>
        id === undefined
          ? state[name]
          : ((state[`${name}s` as keyof TState] as Record<string, OperationState>)[id] ?? IDLE),
      ),
  ]);
  return Object.freeze(Object.fromEntries(hooks)) as HooksOf<TState>;
}
