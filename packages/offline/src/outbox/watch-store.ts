import { isFailure, type Failure } from '@holdfast/core';
import { isOfDatabase } from '../database/is-of-database.ts';
import type { OutboxStore } from './outbox-store.ts';

export type StorageState = 'ok' | Failure;

/**
 * The same store, which tells its health. A full disk can still be read, so that trouble is over only when something
 * could be added again.
 */
export function watchStore(
  store: OutboxStore,
  tell: (next: (state: StorageState) => StorageState) => void,
): OutboxStore {
  const watched = Object.entries(store).map(([name, method]: [string, Method]) => [
    name,
    name === 'close'
      ? method
      : async (...args: readonly never[]): Promise<unknown> => {
          try {
            const result = await method(...args);
            tell((state) => (name !== 'add' && isFailure(state, 'STORAGE_QUOTA') ? state : 'ok'));
            return result;
          } catch (error) {
            if (isFailure(error) && (isOfDatabase(error) || error.family === 'quota')) {
              tell(() => error);
            }
            throw error;
          }
        },
  ]);
  return Object.fromEntries(watched) as OutboxStore;
}

type Method = (...args: readonly never[]) => unknown;
