'use client';
import {
  isFailure,
  watchRead,
  type Failure,
  type OperationState,
  type ReadOperation,
} from '@holdfast/core';
import { readKey, type InputArguments } from '@holdfast/core/parts';
import { refusedRead } from './refused-read.ts';
import { useHeld } from './use-held.ts';
import { useHoldfast } from './use-holdfast.ts';
import { useObservable } from './use-observable.ts';

export interface ReadResult<T> {
  readonly state: OperationState<T>;
  /** Reads anew. Resolves when a read that started after this call has come back. Never rejects. */
  readonly refresh: () => Promise<void>;
}

/**
 * Reads when the component appears, when the network comes back, when another user signs in, and after a write took
 * effect that names this read in `invalidates`. It never shows the result of another input or of another user.
 * Inputs are compared by content. A read whose input holds a function or an instance of a class fails with
 * `INPUT_INVALID` and is not sent.
 */
export function useRead<TInput, TParsed, TOutput, TRung extends 'stale' | 'fallback'>(
  operation: ReadOperation<string, TInput, TParsed, TOutput, TRung>,
  ...[input]: InputArguments<TInput>
): ReadResult<TOutput> {
  const holdfast = useHoldfast();
  // By name: an operation described anew in each render must not read anew in each render.
  const [key, refusal] = keyOf(operation.name, input);
  const watch = useHeld([holdfast, key], () =>
    refusal ? refusedRead<TOutput>(refusal) : watchRead(holdfast, operation, input as TInput),
  );
  return { state: useObservable(watch), refresh: watch.refresh };
}

function keyOf(operation: string, input: unknown): [key: string, refusal?: Failure] {
  try {
    return [readKey(operation, input)];
  } catch (error) {
    if (!isFailure(error)) throw error;
    // Keeps one watch while each render gives the same refusal.
    return [`${operation} ${JSON.stringify(error.details)}`, error];
  }
}
