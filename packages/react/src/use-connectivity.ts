'use client';
import type { Connectivity } from '@holdfast/core';
import { useHoldfast } from './use-holdfast.ts';
import { useObservable } from './use-observable.ts';

/** Whether the server can be reached. Use it for texts, and never to keep the user from trying. */
export function useConnectivity(): Connectivity {
  return useObservable(useHoldfast().connectivity);
}
