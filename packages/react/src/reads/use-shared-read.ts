'use client';
import { isFailure, watchRead, type Failure, type ReadOperation } from '@holdfast/core';
import { readKey, requireOptions } from '@holdfast/core/parts';
import { useHeld } from '../use-held.ts';
import { useHoldfast } from '../use-holdfast.ts';
import type { ReadOver } from './optimistic-read.ts';
import { refusedRead } from './refused-read.ts';
import { FRESH_MS, sharedRead, type SharedRead } from './shared-reads.ts';

/** The read of this operation and input that all components of the runtime share, with the writes that show over it. */
export function useSharedRead<TInput, TParsed, TOutput, TRung extends 'stale' | 'fallback'>(
  operation: ReadOperation<string, TInput, TParsed, TOutput, TRung>,
  input: TInput | undefined,
): SharedRead<TOutput> {
  requireOptions<{ readonly name: string; readonly kind?: string }>('useRead', operation, {
    name: 'a text that is not empty',
    kind: 'one of read?',
  });
  const holdfast = useHoldfast();
  // Compares operations by name, because an operation described anew in each render must not read anew in each render.
  const [key, refusal] = keyOf(operation.name, input);
  const { optimistic } = operation as { readonly optimistic?: ReadOver };
  return useHeld([holdfast, key, optimistic?.key], () => {
    const shared = sharedRead(holdfast, key, () =>
      refusal
        ? refusedRead<TOutput>(refusal)
        : watchRead(holdfast, operation, input as TInput, { freshForMs: FRESH_MS }),
    );
    return (optimistic?.over(holdfast, shared, input) ?? shared) as SharedRead<TOutput>;
  });
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
