import { createCell, type Failure } from '@holdfast/core';
import type { ReadWatch, ReadProgress } from '@holdfast/core/parts';

const done = (): Promise<void> => Promise.resolve();

/** The watch of a read that is never sent, because its input cannot be compared. */
export function refusedRead<T>(failure: Failure): ReadWatch<T> {
  const { getSnapshot, subscribe } = createCell<ReadProgress<T>>({
    ...{ started: 0, live: 0, newest: undefined },
    state: { kind: 'failed', value: undefined, failure },
  });
  return { getSnapshot, subscribe, load: done, refresh: done };
}
