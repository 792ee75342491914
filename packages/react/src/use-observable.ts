'use client';
import type { Observable } from '@holdfast/core';
import { useSyncExternalStore } from 'react';

/** The present value of anything that changes; renders again when it is replaced. */
export function useObservable<T>(source: Observable<T>): T {
  return useSyncExternalStore(source.subscribe, source.getSnapshot, source.getSnapshot);
}
