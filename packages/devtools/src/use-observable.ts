'use client';
import type { Observable } from '@holdfast/core';
import { useSyncExternalStore } from 'react';

/** The present value of an observable. */
export function useObservable<T>(source: Observable<T>): T {
  return useSyncExternalStore(source.subscribe, source.getSnapshot, source.getSnapshot);
}

const NOTHING: Observable<undefined> = { getSnapshot: () => undefined, subscribe: () => () => {} };

/** The present value of an observable that may be missing. */
export function useMaybe<T>(source: Observable<T> | undefined): T | undefined {
  return useObservable<T | undefined>(source ?? NOTHING);
}
