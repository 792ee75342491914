'use client';
import type { Observable } from '@holdfast/core';
import { initialOf, requireOptions } from '@holdfast/core/parts';
import { useSyncExternalStore } from 'react';

/**
 * The present value of an observable. The component renders again when the value changes. A server renders the
 * first value, and so does a page while it hydrates; the page gets the present value right after.
 */
export function useObservable<T>(source: Observable<T>): T {
  requireOptions('useObservable', { source }, { source: 'an object with getSnapshot, subscribe' });
  return useSyncExternalStore(source.subscribe, source.getSnapshot, () => initialOf(source));
}
