import { tell } from '@holdfast/core';
import type { StoreApi } from 'zustand/vanilla';

/**
 * The `subscribe` of a store with each listener on its own: what one throws surfaces as the app's own,
 * and neither the other listeners nor what sets the state notice anything.
 */
export function isolated<T>({ subscribe }: StoreApi<T>): StoreApi<T>['subscribe'] {
  return (listener) => subscribe((state, previous) => tell([listener], state, previous));
}
