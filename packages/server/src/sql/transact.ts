import { Failure, isFailure } from '@holdfast/core';
import { type FailureKind, type Platform, sleep, webPlatform } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { type Backoff, exponentialBackoff } from '@holdfast/core/policies';
import type { IsolationLevel, Kysely, Transaction } from 'kysely';
import { requireFunction, requireMethods, requireNumbers } from '../mistakes/require-value.ts';
import { inSavepoint } from './in-savepoint.ts';
import { endWhole, wholly } from './transaction-parts.ts';

export interface TransactOptions {
  /**
   * The deadline for all of it: the wait for a connection, every attempt, and the waits between them. @default
   * 10_000
   */
  readonly timeoutMs?: number;
  /** How many times the work runs at most, the first time included. @default 10 */
  readonly maxAttempts?: number;
  /** @default exponentialBackoff({ firstMs: 20, maxMs: 500 }) */
  readonly backoff?: Backoff;
  /** SQLite knows one level, which is `serializable`. @default the database's own */
  readonly isolationLevel?: IsolationLevel;
  /** Ends it with `ABORTED`, and all of it is undone. */
  readonly signal?: AbortSignal;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'monotonic' | 'random' | 'schedule'>;
}

type Work<TDatabase, T> = (transaction: Transaction<TDatabase>) => Promise<T>;

/**
 * Runs `work` in one transaction: committed when it fulfils, rolled back when it rejects. Given a transaction instead
 * of a database, it runs `work` in a savepoint. A savepoint is undone alone when its work rejects, and otherwise
 * commits with the rest; the options are those of the outer call. Savepoints opened at once take turns, and each ends
 * after those within it. A statement that the transaction runs at the same time as a savepoint counts as one of the
 * savepoint.
 *
 * A deadlock, a serialisation failure and a lock that another transaction held too long undo the work and repeat it. So
 * `work` may run several times, and must do nothing outside of the transaction.
 *
 * Rejects with `TRANSACTION_TIMEOUT` when time is up, once all is undone; with `RESOURCE_EXHAUSTED` when no connection
 * became free in time; with `TRANSACTION_DEADLOCK` or `TRANSACTION_CONFLICT` when repeating did not help; with
 * `COMMIT_UNCERTAIN` when the connection died while committing; with other failures of the database by name; and with
 * any other error of the work, unchanged. The names come from `sqliteDialect` and `postgresDialect`.
 */
export async function transact<TDatabase, T>(
  // Both types, because TypeScript cannot infer the schema from a type that only extends the expected one.
  database: Kysely<TDatabase> | Transaction<TDatabase>,
  work: Work<NoInfer<TDatabase>, T>,
  options: TransactOptions = {},
): Promise<T> {
  requireMethods('transact', { database }, ['transaction'], 'a Kysely or one of its transactions');
  requireFunction('transact', { work });
  requireNumbers('transact', { timeoutMs: options.timeoutMs });
  requireNumbers('transact', { maxAttempts: options.maxAttempts }, 1);
  if (database.isTransaction) return inSavepoint(database as Transaction<TDatabase>, work);
  const {
    timeoutMs = 10_000,
    maxAttempts = 10,
    backoff = exponentialBackoff({ firstMs: 20, maxMs: 500 }),
    signal,
    platform = webPlatform,
  } = options;
  const endsAt = platform.monotonic() + timeoutMs;
  let delayMs = 0;
  let hindered: Failure | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const leftMs = endsAt - platform.monotonic();
    try {
      return await runOnce(database, work, { ...options, platform, timeoutMs: leftMs });
    } catch (error) {
      // When the time is up while the next attempt waits, the error of the attempt before it says more.
      if (hindered && isFailure(error, 'RESOURCE_EXHAUSTED')) throw hindered;
      delayMs = backoff(attempt, platform.random, delayMs);
      const inTime = platform.monotonic() + delayMs < endsAt;
      if (!isPassing(error) || attempt >= maxAttempts || !inTime) throw error;
      hindered = error;
      await sleep(platform, delayMs, signal).catch(() => {
        throw aborted();
      });
    }
  }
}

const PASSING: ReadonlySet<string> = new Set([
  'TRANSACTION_DEADLOCK',
  'TRANSACTION_CONFLICT',
  // The statement waited for a lock in vain.
  'TRANSACTION_TIMEOUT',
]);

function isPassing(error: unknown): error is Failure {
  return isFailure(error) && PASSING.has(error.code);
}

function aborted(): Failure {
  return new Failure(catalogue.ABORTED, { effect: 'none' });
}

interface RunOptions extends Pick<TransactOptions, 'isolationLevel' | 'signal'> {
  readonly timeoutMs: number;
  readonly platform: Pick<Platform, 'schedule'>;
}

function runOnce<TDatabase, T>(
  database: Kysely<TDatabase>,
  work: Work<TDatabase, T>,
  { timeoutMs, isolationLevel, signal, platform }: RunOptions,
): Promise<T> {
  const builder = database.transaction();
  const leveled = isolationLevel ? builder.setIsolationLevel(isolationLevel) : builder;
  return new Promise((resolve, reject) => {
    let ended: Failure | undefined;
    // A transaction that has not begun has nothing to undo. A transaction that has begun ends by its rollback.
    let stop: (failure: Failure) => void = reject;
    let lateKind: FailureKind = catalogue.RESOURCE_EXHAUSTED;
    const end = (failure: Failure): void => {
      ended = failure;
      stop(failure);
    };
    const abort = (): void => end(aborted());
    const cancel = platform.schedule(timeoutMs, () => end(new Failure(lateKind)));
    let begun: Transaction<TDatabase> | undefined;
    const begin = (transaction: Transaction<TDatabase>): Promise<T> => {
      begun = transaction;
      const limit = new Promise<never>((_, undo) => {
        stop = undo;
        lateKind = catalogue.TRANSACTION_TIMEOUT;
        if (ended) stop(ended);
      });
      return Promise.race(ended ? [limit] : [wholly(transaction, () => work(transaction)), limit]);
    };
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();
    leveled
      .execute(begin)
      .then(resolve, reject)
      .finally(() => {
        if (begun) endWhole(begun);
        cancel();
        signal?.removeEventListener('abort', abort);
      });
  });
}
