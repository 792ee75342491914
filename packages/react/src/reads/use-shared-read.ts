'use client';
import { isFailure, watchRead, type Failure, type ReadOperation } from '@holdfast/core';
import { readKey } from '@holdfast/core/parts';
import { useHeld } from '../use-held.ts';
import { useHoldfast } from '../use-holdfast.ts';
import { refusedRead } from './refused-read.ts';
import { FRESH_MS, sharedRead, type SharedRead } from './shared-reads.ts';

/** The read of this operation and input that all components of the runtime share. */
export function useSharedRead<TInput, TParsed, TOutput, TRung extends 'stale' | 'fallback'>(
  operation: ReadOperation<string, TInput, TParsed, TOutput, TRung>,
  input: TInput | undefined,
): SharedRead<TOutput> {
  const holdfast = useHoldfast();
  // Compares operations by name, because an operation described anew in each render must not read anew in each render.
  const [key, refusal] = keyOf(operation.name, input);
  return useHeld([holdfast, key], () =>
    sharedRead(holdfast, key, () =>
      refusal
        ? refusedRead<TOutput>(refusal)
        : watchRead(holdfast, operation, input as TInput, { freshForMs: FRESH_MS }),
    ),
  );
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
