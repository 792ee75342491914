import { isFailure, type Failure } from '@holdfast/core';
import { isOfDatabase } from '../database/is-of-database.ts';
import type { OutboxStore } from './outbox-store.ts';

export type StorageState = 'ok' | Failure;

/**
 * The same store, with its health told. A full disk can still be read, so that trouble is over only
 * when something could be added again.
 */
export function watchStore(
  store: OutboxStore,
  tell: (next: (state: StorageState) => StorageState) => void,
): OutboxStore {
  const watch =
    <TArguments extends readonly unknown[], T>(
      method: (...args: TArguments) => Promise<T>,
      over: (state: StorageState) => boolean = (state) => !isFailure(state, 'STORAGE_QUOTA'),
    ) =>
    async (...args: TArguments): Promise<T> => {
      try {
        const result = await method(...args);
        tell((state) => (over(state) ? 'ok' : state));
        return result;
      } catch (error) {
        if (isFailure(error) && (isOfDatabase(error) || error.family === 'quota')) {
          tell(() => error);
        }
        throw error;
      }
    };
  return {
    add: watch(store.add, () => true),
    nextEpoch: watch(store.nextEpoch),
    pulse: watch(store.pulse),
    endEpoch: watch(store.endEpoch),
    step: watch(store.step),
    change: watch(store.change),
    changeHeads: watch(store.changeHeads),
    list: watch(store.list),
    read: watch(store.read),
    find: watch(store.find),
    setSubject: watch(store.setSubject),
    prune: watch(store.prune),
    close: store.close,
  };
}
