import { createCell, type Failure, type OperationState } from '@holdfast/core';
import type { ReadWatch } from '@holdfast/core/parts';

const done = (): Promise<void> => Promise.resolve();

/** The watch of a read that is never sent, because its input cannot be compared. */
export function refusedRead<T>(failure: Failure): ReadWatch<T> {
  const { getSnapshot, subscribe } = createCell<OperationState<T>>({ kind: 'failed', failure });
  const runs = { started: 0, live: 0 };
  return { getSnapshot, subscribe, load: done, refresh: done, runs: () => runs };
}
