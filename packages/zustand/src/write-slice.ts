import {
  watchWrite,
  type Holdfast,
  type OperationState,
  type WriteOperation,
} from '@holdfast/core';
import type { WriteWatch } from '@holdfast/core/parts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isolated } from './isolated.ts';

export interface WriteSliceState<TInput, TOutput, TOffline extends 'queue' | 'fail'> extends Pick<
  WriteWatch<TInput, TOutput, TOffline>,
  'run' | 'retry' | 'reset'
> {
  readonly state: OperationState<TOutput>;
}

export type WriteSlice<TInput, TOutput, TOffline extends 'queue' | 'fail'> = StoreApi<
  WriteSliceState<TInput, TOutput, TOffline>
> & {
  /** Stops following the outbox and the identity. It changes nothing on the device. */
  dispose(): void;
};

/**
 * A write as a zustand store. The state follows the newest run, and after the outcome `queued` its entry in the
 * outbox to the end. It ignores answers of earlier runs and of a user who has signed out since.
 */
export function createWriteSlice<TInput, TParsed, TOutput, TOffline extends 'queue' | 'fail'>(
  holdfast: Holdfast,
  operation: WriteOperation<string, TInput, TParsed, TOutput, TOffline>,
): WriteSlice<TInput, TOutput, TOffline> {
  const watch = watchWrite(holdfast, operation);
  const { run, retry, reset } = watch;
  const store = createStore<WriteSliceState<TInput, TOutput, TOffline>>()(() => ({
    state: watch.getSnapshot(),
    run,
    retry,
    reset,
  }));
  const dispose = watch.subscribe(() => store.setState({ state: watch.getSnapshot() }));
  return { ...store, subscribe: isolated(store), dispose };
}
