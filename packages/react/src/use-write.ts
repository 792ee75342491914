'use client';
import { watchWrite, type OperationState, type WriteOperation } from '@holdfast/core';
import type { RunArguments, WriteOutcome } from '@holdfast/core/parts';
import { useHeld } from './use-held.ts';
import { useHoldfast } from './use-holdfast.ts';
import { useObservable } from './use-observable.ts';

export interface WriteResult<TInput, TOutput, TOffline extends 'queue' | 'fail'> {
  readonly state: OperationState<TOutput>;
  /** Runs the write once and gives the outcome of this run. Never rejects; goes on after unmount. */
  readonly run: (...rest: RunArguments<TInput>) => Promise<WriteOutcome<TOutput, TOffline>>;
  /** Tries the newest failed or blocked run again; see `WriteWatch`. */
  readonly retry: () => Promise<void>;
  /** Back to `idle`; a write that is under way goes on. */
  readonly reset: () => void;
}

/** A write and where it stands. The state follows the newest run, past its outcome until its entry ends. */
export function useWrite<TInput, TParsed, TOutput, TOffline extends 'queue' | 'fail'>(
  operation: WriteOperation<string, TInput, TParsed, TOutput, TOffline>,
): WriteResult<TInput, TOutput, TOffline> {
  const holdfast = useHoldfast();
  const watch = useHeld([holdfast, operation.name], () => watchWrite(holdfast, operation));
  const state = useObservable(watch);
  return { state, run: watch.run, retry: watch.retry, reset: watch.reset };
}
