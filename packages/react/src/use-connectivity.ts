'use client';
import type { Connectivity } from '@holdfast/core';
import { useHoldfast } from './use-holdfast.ts';
import { useObservable } from './use-observable.ts';

/** The state of the way to the server. A hint for words, never a reason to forbid a try. */
export function useConnectivity(): Connectivity {
  return useObservable(useHoldfast().connectivity);
}
