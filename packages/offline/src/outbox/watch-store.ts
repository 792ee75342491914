import { isFailure, type Failure } from '@holdfast/core';
import { isOfDatabase } from '../database/is-of-database.ts';
import type { OutboxStore } from './outbox-store.ts';

export type StorageState = 'ok' | Failure;

// A full disk can still be read, and a database that lost rows works.
const LASTING = ['STORAGE_QUOTA', 'STORAGE_CORRUPT', 'STORAGE_LOST'];

/**
 * The same store, which also reports its health. A full disk and a loss are over only when the store could add an
 * entry afterwards.
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
          let before: StorageState = 'ok';
          tell((state) => (before = state));
          try {
            const result = await method(...args);
            tell((state) => {
              const isLasting = isFailure(state) && LASTING.includes(state.code);
              return isLasting && (name !== 'add' || state !== before) ? state : 'ok';
            });
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
