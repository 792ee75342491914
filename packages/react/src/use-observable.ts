'use client';
import type { Observable } from '@holdfast/core';
import { initialOf } from '@holdfast/core/parts';
import { useSyncExternalStore } from 'react';

/**
 * The present value of an observable; renders again when it changes. A server renders the first value, and so
 * does a page while it hydrates. The present value follows at once.
 */
export function useObservable<T>(source: Observable<T>): T {
  return useSyncExternalStore(source.subscribe, source.getSnapshot, () => initialOf(source));
}
