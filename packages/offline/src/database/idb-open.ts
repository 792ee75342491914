/* oxlint-disable unicorn/prefer-add-event-listener -- each event has one listener, which may be replaced */
import { Failure } from '@holdfast/core';
import { peek, type Platform, toIndexedDbFailure, webPlatform } from '@holdfast/core/parts';
import { STORAGE_FAILED, STORAGE_UNAVAILABLE } from '@holdfast/core/failures';

export interface DatabaseOptions {
  readonly name: string;
  readonly version: number;
  /** Creates the stores that are missing. `from` is the version that the device has, 0 when it has none. */
  readonly upgrade: (
    database: IDBDatabase,
    from: number,
    tx: IDBTransaction,
    event: IDBVersionChangeEvent,
  ) => void;
  /** Called when the connection ended. The database may be gone with it. */
  readonly lost?: () => void;
  /** After this time, the database no longer waits for an engine that has not opened it. @default 5000 */
  readonly openWithinMs?: number;
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'schedule'>;
}

// Uses the machine's own clock, because a transaction does not run on a test's virtual time.
const TRANSACT_WITHIN_MS = 10_000;

export interface Database {
  /**
   * Runs `work` in one transaction and resolves with its value when the transaction is complete, never before.
   * When `work` throws, or the commit fails, nothing of it is kept and a storage `Failure` is thrown. The same
   * happens after 10 s, because another tab may hold the stores and be frozen. `work` may await only requests
   * of the transaction, and need not await its writes.
   */
  transact<T>(
    stores: string[],
    mode: 'readonly' | 'readwrite',
    work: (transaction: IDBTransaction) => Promise<T> | T,
    durability?: IDBTransactionDurability,
  ): Promise<T>;
  /** Closes the connection. The next transaction opens it again. */
  close(): Promise<void>;
}

/** A store that can let its database go. A later use opens it again. */
export interface Closable {
  dispose(): Promise<void>;
}

/**
 * A database that opens at the first transaction and again whenever its connection was lost. It closes at once
 * when another tab opens a newer version; from then on its transactions fail with `STORAGE_NEWER`.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const { name, version, upgrade, lost, openWithinMs = 5000, platform = webPlatform } = options;
  let connection: Promise<IDBDatabase> | undefined;

  const connect = (): Promise<IDBDatabase> => {
    let cancel: (() => void) | undefined;
    const forget = (): void => {
      cancel?.();
      if (connection === opening) connection = undefined;
    };
    const opening = new Promise<IDBDatabase>((resolve, reject) => {
      if (typeof indexedDB === 'undefined') throw new Failure(STORAGE_UNAVAILABLE);
      const request = indexedDB.open(name, version);
      // Another tab with an older version can hold this open request up, and some engines never call back at
      // all. This attempt ends then, and the next transaction begins another attempt.
      cancel = platform.schedule(openWithinMs, () => {
        request.onsuccess = () => request.result.close();
        reject(new Failure(STORAGE_FAILED));
      });
      request.onupgradeneeded = (event) =>
        upgrade(request.result, event.oldVersion, request.transaction!, event);
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const database = request.result;
        cancel?.();
        database.onclose = () => {
          forget();
          lost?.();
        };
        database.onversionchange = ({ newVersion }) => {
          forget();
          database.close();
          // An event without a new version says that the database is being deleted.
          if (newVersion === null) lost?.();
        };
        resolve(database);
      };
    });
    opening.catch(forget);
    return opening;
  };

  return {
    async transact(stores, mode, work, durability = 'relaxed') {
      const begin = async (): Promise<IDBTransaction> =>
        (await (connection ??= connect())).transaction(stores, mode, { durability });
      let transaction: IDBTransaction | undefined;
      let cancel: (() => void) | undefined;
      try {
        const begun = await begin().catch((error: unknown) => {
          // Nothing has happened yet, so the transaction can safely begin again on a new connection.
          if (peek(error, 'name') !== 'InvalidStateError') throw error;
          connection = undefined;
          return begin();
        });
        transaction = begun;
        return await new Promise((resolve, reject) => {
          cancel = webPlatform.schedule(TRANSACT_WITHIN_MS, () =>
            reject(new Failure(STORAGE_FAILED)),
          );
          const working = (async () => work(begun))();
          begun.oncomplete = () => resolve(working);
          begun.onabort = () => reject(begun.error);
          working.catch(reject);
        });
      } catch (error) {
        // When the whole transaction was aborted, its requests only say that. The transaction has the reason.
        const reason = transaction?.error ?? error;
        // Mobile engines drop connections without an event. The next transaction gets a new connection.
        if (transaction && peek(reason, 'name') === 'UnknownError') connection = undefined;
        abort(transaction);
        throw toIndexedDbFailure(reason);
      } finally {
        cancel?.();
      }
    },
    async close() {
      const closing = connection;
      connection = undefined;
      await closing?.then(
        (database) => database.close(),
        () => {},
      );
    },
  };
}

function abort(transaction: IDBTransaction | undefined): void {
  try {
    transaction?.abort();
  } catch {
    // The transaction has already ended.
  }
}
