'use client';
import { initialOf, type Observable } from '@holdfast/core';
import { useSyncExternalStore } from 'react';

/**
 * The present value of anything that changes; renders again when it is replaced. A server renders the value
 * that it had at first, and so does a page while it hydrates; the present one follows at once.
 */
export function useObservable<T>(source: Observable<T>): T {
  return useSyncExternalStore(source.subscribe, source.getSnapshot, () => initialOf(source));
}
