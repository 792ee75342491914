'use client';
import type { OperationState, ReadOperation } from '@holdfast/core';
import type { InputArguments } from '@holdfast/core/parts';
import { useSyncExternalStore } from 'react';
import { useSharedRead } from './use-shared-read.ts';

export interface ReadResult<T> {
  readonly state: OperationState<T>;
  /** Reads anew. Resolves when a read that started after this call has come back. Never rejects. */
  readonly refresh: () => Promise<void>;
}

/**
 * Reads when the component appears, when the network comes back, when another user signs in, and after a write took
 * effect that names this read in `invalidates`. While it asks, `state` carries the answer that the device keeps, if the
 * operation has `staleIfErrorMs`. It never shows the result of another input or of another user.
 *
 * All components with the same read share one request and one state. One that appears within five seconds after another
 * asks nothing, if that one is still there or left within the last second. Inputs are compared by content. A read whose
 * input holds a function or an instance of a class fails with `INPUT_INVALID` and is not sent.
 */
export function useRead<TInput, TParsed, TOutput, TRung extends 'stale' | 'fallback'>(
  operation: ReadOperation<string, TInput, TParsed, TOutput, TRung>,
  ...[input]: InputArguments<TInput>
): ReadResult<TOutput> {
  const read = useSharedRead(operation, input);
  const state = useSyncExternalStore(read.subscribe, read.getSnapshot, read.initial);
  return { state, refresh: read.refresh };
}
