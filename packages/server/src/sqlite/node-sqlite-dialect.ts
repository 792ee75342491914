import { type Platform, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import { type Dialect, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { adviseOfIdle, type IdleAdviceOptions } from '../sql/advise-of-idle.ts';
import { createTurns } from '../sql/create-turns.ts';
import { LinedUpSqliteAdapter } from './sqlite-adapter.ts';
import { breathingTurns } from './node-breathing-turns.ts';
import { crowdAside } from './crowd-aside.ts';
import { sqliteConnection } from './node-sqlite-connection.ts';
import { sqliteDriver } from './node-sqlite-driver.ts';
import { nodeSqlite } from './node-sqlite-file.ts';
import { takeAlone } from './node-sqlite-lock.ts';
import { requireText } from '../mistakes/require-value.ts';

export interface SqliteOptions extends IdleAdviceOptions {
  /** How long a statement waits while another process writes. Other requests go on meanwhile. @default 2000 */
  readonly busyTimeoutMs?: number;
  /**
   * Takes the file for this process alone, by a lock that ends with the process: the first statement of
   * another that asks for the same rejects with `LOCK_UNAVAILABLE`. @default false
   */
  readonly alone?: boolean;
  /** How long a caller waits for the one connection before `RESOURCE_EXHAUSTED`. @default 10_000 */
  readonly turnTimeoutMs?: number;
  /** How many callers wait for it at most; one more is refused with `RESOURCE_EXHAUSTED`. @default 1000 */
  readonly maxWaiting?: number;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'schedule' | 'monotonic'>;
}

/**
 * Kysely on Node's own SQLite. A commit survives a crash of the process and of the machine (write-ahead log,
 * `synchronous = full`), foreign keys hold, and a transaction takes the write lock when it begins, so that it cannot
 * fail halfway for having read first. Errors of the database are `Failure`s by name, and a transaction rejects with
 * its first error.
 *
 * A caller inside the work of a transaction of `transact` that uses the database itself is refused with
 * `DEFECT`. A file that was removed or replaced is `DATABASE_UNREACHABLE`.
 *
 * Throws `DEFECT` where the host has no `node:sqlite`. When the file cannot be opened, the first statement
 * rejects with the failure by name.
 */
export function sqliteDialect(path: string, options: SqliteOptions = {}): Dialect {
  requireOptionsAlways('sqliteDialect', options, {
    busyTimeoutMs: 'a number from 0 on?',
    alone: 'true or false?',
    turnTimeoutMs: 'a number from 0 on?',
    maxWaiting: 'a whole number from 0 on?',
    idleAdviceMs: 'a number from 0 on?',
    advise: 'a function?',
    platform: 'an object with schedule, monotonic?',
  });

  const {
    busyTimeoutMs = 2000,
    alone = false,
    turnTimeoutMs = 10_000,
    maxWaiting = 1000,
    platform = webPlatform,
    ...advice
  } = options;
  requireText('sqliteDialect', { path }, 'it is the file of the database, or `:memory:`');
  // At once, so that the developer finds it where the dialect is made.
  nodeSqlite();
  const adapter = new LinedUpSqliteAdapter();
  const wait = { busyTimeoutMs, platform };
  const watch = adviseOfIdle(advice);
  return {
    createAdapter: () => adapter,
    createDriver() {
      const turns = breathingTurns(
        createTurns({ places: 1, timeoutMs: turnTimeoutMs, maxWaiting, platform }),
        platform,
      );
      return sqliteDriver({
        adapter,
        connection: sqliteConnection(path, wait, watch(), crowdAside(turns.stepAside, platform)),
        turns,
        takeFile: async () => (alone ? takeAlone(path, wait) : () => {}),
      });
    },
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
