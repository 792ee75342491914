/* oxlint-disable unicorn/prefer-add-event-listener -- each event has one listener */
import { Failure } from '@holdfast/core';
import { STORAGE_FAILED } from '@holdfast/core/failures';
import { peek, toStorageFailure, type Platform } from '@holdfast/core/parts';

// Some engines never call back, and another tab may hold the database and be frozen.
const WITHIN_MS = 10_000;

/**
 * Runs `work` in one transaction over the data of all slices and over the records that were set aside. It may await only
 * requests of the transaction. Resolves with its value when everything is on the disk.
 */
export type TransactSlices = <T>(
  mode: IDBTransactionMode,
  work: (kept: IDBObjectStore, aside: IDBObjectStore) => Promise<T>,
) => Promise<T>;

export function ask<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * The database opens at the first use, and again when the browser has closed it. A transaction that has not ended after
 * 10 s fails, so that the status of the slice can say so.
 */
export function openSlices(name: string, { schedule }: Pick<Platform, 'schedule'>): TransactSlices {
  let opening: Promise<IDBDatabase> | undefined;
  const forget = (): void => {
    opening = undefined;
  };

  const open = (): Promise<IDBDatabase> =>
    new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('kept', { keyPath: ['owner', 'key'] });
        const aside = request.result.createObjectStore('aside', { autoIncrement: true });
        aside.createIndex('slice', ['owner', 'key']);
      };
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const database = request.result;
        database.onclose = forget;
        // Another tab deletes the database, or opens a newer version of it.
        database.onversionchange = () => {
          forget();
          database.close();
        };
        resolve(database);
      };
    });
  const begin = async (mode: IDBTransactionMode): Promise<IDBTransaction> =>
    (await (opening ??= open())).transaction(['kept', 'aside'], mode, { durability: 'strict' });

  const run: TransactSlices = async (mode, work) => {
    const transaction = await begin(mode).catch((error: unknown) => {
      forget();
      if (peek(error, 'name') !== 'InvalidStateError') throw error;
      return begin(mode);
    });
    return new Promise((resolve, reject) => {
      const working = work(transaction.objectStore('kept'), transaction.objectStore('aside'));
      transaction.oncomplete = () => resolve(working);
      transaction.onabort = () => reject(transaction.error);
      working.catch((error: unknown) => {
        reject(error);
        // Aborts, so that earlier writes do not stay without the rest. A transaction that has ended throws here.
        abort(transaction);
      });
    });
  };

  return async (mode, work) => {
    let cancel: (() => void) | undefined;
    const late = new Promise<never>((_, reject) => {
      cancel = schedule(WITHIN_MS, () => {
        forget();
        reject(new Failure(STORAGE_FAILED));
      });
    });
    try {
      return await Promise.race([run(mode, work), late]);
    } catch (error) {
      throw toStorageFailure(error);
    } finally {
      cancel?.();
    }
  };
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // The transaction has already ended.
  }
}
