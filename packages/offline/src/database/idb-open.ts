import { Failure } from '@holdfast/core';
import { type Platform, toStorageFailure, webPlatform } from '@holdfast/core/parts';
import { STORAGE_FAILED, STORAGE_UNAVAILABLE } from '@holdfast/core/failures';
import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type OpenDBCallbacks,
  type StoreNames,
  openDB,
} from 'idb';

export interface DatabaseOptions<TSchema extends DBSchema> {
  readonly name: string;
  readonly version: number;
  readonly upgrade: NonNullable<OpenDBCallbacks<TSchema>['upgrade']>;
  /** An engine that has not opened the database by then is not waited for. @default 5000 */
  readonly openWithinMs?: number;
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'schedule'>;
}

// Uses the machine's own clock, because a transaction does not run on a test's virtual time.
const TRANSACT_WITHIN_MS = 10_000;

type Stores<TSchema extends DBSchema> = ArrayLike<StoreNames<TSchema>>;

export interface Database<TSchema extends DBSchema> {
  /**
   * Runs `work` in one transaction and resolves with its value when the transaction is complete, never
   * before. When `work` throws, or the commit fails, nothing of it is kept and a storage `Failure` is
   * thrown; also when it takes longer than 10 s, since another tab may hold the stores and be frozen.
   * `work` may await nothing but the transaction's own requests.
   */
  transact<T, TNames extends Stores<TSchema>, TMode extends 'readonly' | 'readwrite'>(
    stores: TNames,
    mode: TMode,
    work: (transaction: IDBPTransaction<TSchema, TNames, TMode>) => Promise<T>,
    options?: { readonly durability?: IDBTransactionDurability },
  ): Promise<T>;
  /** Lets the connection go. The next transaction opens it again. */
  close(): Promise<void>;
}

/**
 * A database that opens at the first transaction and again whenever its connection was lost. It gives
 * way to newer versions at once; from then on its transactions fail with `STORAGE_NEWER`.
 */
export function openDatabase<TSchema extends DBSchema>(
  options: DatabaseOptions<TSchema>,
): Database<TSchema> {
  const { name, version, upgrade, openWithinMs = 5000, platform = webPlatform } = options;
  let connection: Promise<IDBPDatabase<TSchema>> | undefined;

  function connect(): Promise<IDBPDatabase<TSchema>> {
    const { promise, resolve, reject } = deferred<IDBPDatabase<TSchema>>();
    const forget = (): void => {
      if (connection === promise) connection = undefined;
    };
    // Another tab with an older version can keep us waiting, and some engines never call back at all:
    // whoever waits for this attempt must not wait forever, and the next one starts afresh.
    const cancel = platform.schedule(openWithinMs, () => {
      forget();
      reject(new Failure(STORAGE_FAILED));
      opened.then((database) => database.close()).catch(() => {});
    });
    const opened = open(() => {
      forget();
      promise.then((database) => database.close()).catch(() => {});
    });
    opened.then(resolve, (error: unknown) => {
      forget();
      reject(toStorageFailure(error));
    });
    opened.finally(cancel).catch(() => {});
    return promise;
  }

  async function open(lose: () => void): Promise<IDBPDatabase<TSchema>> {
    if (typeof indexedDB === 'undefined') throw new Failure(STORAGE_UNAVAILABLE);
    return openDB<TSchema>(name, version, { upgrade, blocking: lose, terminated: lose });
  }

  return {
    async transact(stores, mode, work, { durability = 'relaxed' } = {}) {
      const begin = async (): Promise<IDBPTransaction<TSchema, typeof stores, typeof mode>> => {
        const database = await (connection ??= connect());
        return database.transaction(stores, mode, { durability });
      };
      const transaction = await begin().catch((error: unknown) => {
        // Nothing has happened yet, so beginning again on a new connection is safe.
        if (nameOf(error) !== 'InvalidStateError') throw toStorageFailure(error);
        connection = undefined;
        return begin().catch((again: unknown) => Promise.reject(toStorageFailure(again)));
      });
      const { done } = transaction;
      done.catch(() => {});
      let cancel: (() => void) | undefined;
      try {
        const late = new Promise<never>((_resolve, reject) => {
          cancel = webPlatform.schedule(TRANSACT_WITHIN_MS, () => {
            reject(new Failure(STORAGE_FAILED));
          });
        });
        const finish = async (): ReturnType<typeof work> => {
          const result = await work(transaction);
          await done;
          return result;
        };
        return await Promise.race([finish(), late]);
      } catch (error) {
        abort(transaction);
        // Mobile engines drop connections without an event; the next transaction gets a new one.
        if (nameOf(transaction.error ?? error) === 'UnknownError') connection = undefined;
        // When the whole transaction was aborted, its requests only say that; it knows why.
        throw toStorageFailure(transaction.error ?? error);
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

function nameOf(error: unknown): unknown {
  return (error as { name?: unknown } | null | undefined)?.name;
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It is over already.
  }
}

function deferred<T>(): {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: Failure) => void;
} {
  let resolve!: (value: T) => void;
  let reject!: (reason: Failure) => void;
  const promise = new Promise<T>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { promise, resolve, reject };
}
