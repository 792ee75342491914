'use client';
import { watchWrite, type OperationState, type WriteOperation } from '@holdfast/core';
import type { RunArguments, WriteOutcome } from '@holdfast/core/parts';
import { useHeld } from './use-held.ts';
import { useHoldfast } from './use-holdfast.ts';
import { useObservable } from './use-observable.ts';

export interface WriteResult<TInput, TOutput, TOffline extends 'queue' | 'fail'> {
  readonly state: OperationState<TOutput>;
  /** Runs the write once and resolves with the outcome of this run. Never rejects. The run goes on after unmount. */
  readonly run: (...rest: RunArguments<TInput>) => Promise<WriteOutcome<TOutput, TOffline>>;
  /** Tries the newest failed or blocked run again; without one it does nothing. See `WriteWatch`. */
  readonly retry: () => Promise<void>;
  /** Sets the state back to `idle`. A write that is under way goes on, unseen. */
  readonly reset: () => void;
}

/**
 * Runs a write from a component, and says where its newest run stands. After the outcome `queued` or `blocked` the
 * state still follows the entry in the outbox to its end.
 */
export function useWrite<TInput, TParsed, TOutput, TOffline extends 'queue' | 'fail'>(
  operation: WriteOperation<string, TInput, TParsed, TOutput, TOffline>,
): WriteResult<TInput, TOutput, TOffline> {
  const holdfast = useHoldfast();
  const watch = useHeld([holdfast, operation.name], () => watchWrite(holdfast, operation));
  const state = useObservable(watch);
  return { state, run: watch.run, retry: watch.retry, reset: watch.reset };
}
