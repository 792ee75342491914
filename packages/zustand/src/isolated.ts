import { tell } from '@holdfast/core/parts';
import type { StoreApi } from 'zustand/vanilla';

/**
 * The `subscribe` of a store with isolated listeners. An exception of one surfaces as the app's own, and
 * neither the other listeners nor the code that sets the state notice it.
 */
export function isolated<T>({ subscribe }: StoreApi<T>): StoreApi<T>['subscribe'] {
  return (listener) => subscribe((state, previous) => tell([listener], state, previous));
}
