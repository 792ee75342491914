'use client';
import type { OperationState, ReadOperation } from '@holdfast/core';
import type { InputArguments } from '@holdfast/core/parts';
import { useSyncExternalStore } from 'react';
import type { SharedRead } from './shared-reads.ts';
import type { ReadResult } from './use-read.ts';
import { useSharedRead } from './use-shared-read.ts';

export interface SuspenseReadResult<T> extends ReadResult<T> {
  readonly value: T;
}

/**
 * `useRead` for a component below a `Suspense`: it always has a value. While there is none, the nearest `Suspense` shows
 * its fallback. A read that failed without any value goes to the nearest error boundary, and asks again when that one
 * renders the component again. A later failure leaves the value on the screen, and `state` tells it.
 */
export function useSuspenseRead<TInput, TParsed, TOutput, TRung extends 'stale' | 'fallback'>(
  operation: ReadOperation<string, TInput, TParsed, TOutput, TRung>,
  ...[input]: InputArguments<TInput>
): SuspenseReadResult<TOutput> {
  const read = useSharedRead(operation, input);
  // A page that hydrates shows the value that it has. Otherwise it would wait for ever.
  const state = useSyncExternalStore(read.subscribe, read.getSnapshot, read.getSnapshot);
  return { value: shownValue(read, state), state, refresh: read.refresh };
}

function shownValue<T>(read: SharedRead<T>, state: OperationState<T>): T {
  if (state.kind === 'live' || state.value !== undefined) return state.value as T;
  if (state.kind === 'failed' && !read.isSpent()) {
    read.spend();
    throw state.failure;
  }
  // oxlint-disable-next-line only-throw-error -- React 18 knows no other way to wait
  throw read.shown();
}
