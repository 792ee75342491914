'use client';
import {
  watchWrite,
  type OperationState,
  type Outcome,
  type ReadOperation,
  type WriteOperation,
} from '@holdfast/core';
import {
  requireOptions,
  type OpaqueWrite,
  type ReadOutcome,
  type RunArguments,
  type WriteOutcome,
  type WriteWatch,
} from '@holdfast/core/parts';
import { useHeld } from './use-held.ts';
import { useHoldfast } from './use-holdfast.ts';
import { useObservable } from './use-observable.ts';

export interface OperationResult<TInput, TOutput, TOutcome = Outcome<TOutput>> extends Pick<
  WriteWatch<TInput, TOutput, 'queue' | 'fail'>,
  'retry' | 'cancel' | 'reset'
> {
  /** The state of the newest run. */
  readonly state: OperationState<TOutput>;
  /** Runs the operation once and resolves with the outcome of this run. Never rejects. The run goes on after unmount. */
  readonly run: (...rest: RunArguments<TInput>) => Promise<TOutcome>;
}

export type WriteResult<TInput, TOutput, TOffline extends 'queue' | 'fail'> = OperationResult<
  TInput,
  TOutput,
  WriteOutcome<TOutput, TOffline>
>;

/** A write, run by a component. */
type UseWrite = <TInput, TParsed, TOutput, TOffline extends 'queue' | 'fail'>(
  operation: WriteOperation<string, TInput, TParsed, TOutput, TOffline>,
) => WriteResult<TInput, TOutput, TOffline>;

/** A read that a component runs when the user asks for it, such as a search. */
type UseReadOnDemand = <TInput, TParsed, TOutput, TRung extends 'stale' | 'fallback'>(
  operation: ReadOperation<string, TInput, TParsed, TOutput, TRung>,
) => OperationResult<TInput, TOutput, ReadOutcome<TOutput, TRung>>;

/**
 * Runs an operation when the app says so, and gives the state of its newest run. It runs nothing by itself: for a read
 * that a component always shows, use `useRead`. After the outcome `queued` or `blocked` the state still follows the
 * entry in the outbox to its end. `cancel` takes the newest run back, and says whether it came in time.
 */
export const useOperation: UseWrite & UseReadOnDemand = (operation: {
  readonly name: string;
}): never => {
  requireOptions<{ readonly name: string; readonly kind?: string }>('useOperation', operation, {
    name: 'a text that is not empty',
    kind: 'one of read, write?',
  });
  const holdfast = useHoldfast();
  const watch = useHeld([holdfast, operation.name], () =>
    watchWrite(holdfast, operation as OpaqueWrite),
  );
  const state = useObservable(watch);
  const { run, retry, cancel, reset } = watch;
  return { state, run, retry, cancel, reset } as never;
};

/** `useOperation` for a write, beside `useRead` and `useStream`. It takes nothing but a write. */
export const useWrite: UseWrite = useOperation;
