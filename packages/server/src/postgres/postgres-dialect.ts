import { Failure } from '@holdfast/core';
import { type Platform, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { type Dialect, PostgresAdapter, PostgresDialect, type PostgresPoolClient } from 'kysely';
import { adviseOfIdle, type IdleAdviceOptions } from '../sql/advise-of-idle.ts';
import { createTurns } from '../sql/create-turns.ts';
import { refuseWithin } from '../sql/transaction-parts.ts';
import { endPool } from './end-pool.ts';
import { namedClient, toPostgresFailure } from './named-client.ts';
import type { PgPool } from './pg-pool.ts';
import { requireMethods } from '../mistakes/require-value.ts';

export interface PostgresOptions extends IdleAdviceOptions {
  /** The server ends a statement that takes longer, waits for locks included. @default 10_000 */
  readonly statementTimeoutMs?: number;
  /**
   * How long a statement waits for a server that does not answer at all. Then the dialect ends the connection.
   * @default `statementTimeoutMs` and 2000 more
   */
  readonly queryTimeoutMs?: number;
  /**
   * How long it may take to connect, unless the pool has a limit of its own, and to begin a transaction or
   * undo it. @default 5000
   */
  readonly connectTimeoutMs?: number;
  /**
   * How long a caller waits for a connection before `RESOURCE_EXHAUSTED`.
   * @default the `connectionTimeoutMillis` of the pool, or else 10_000
   */
  readonly turnTimeoutMs?: number;
  /** How many callers wait for one at most; one more is refused with `RESOURCE_EXHAUSTED`. @default 1000 */
  readonly maxWaiting?: number;
  /**
   * Whether connections prepare the statements of the kit's stores once. A pooler between that gives each
   * transaction another connection, and does not know prepared statements, needs `false`. @default true
   */
  readonly keepsReady?: boolean;
  /** How long `destroy` waits for the server to close connections before it cuts them. @default 2000 */
  readonly endTimeoutMs?: number;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'schedule' | 'monotonic'>;
}

/**
 * Kysely on a pool of `pg`. Errors of the database and of the way to it are `Failure`s by name, and a
 * connection that dies ends its transaction, not the process. No caller waits without a limit, also not for
 * a server that stands still: a statement in a transaction is `DATABASE_UNREACHABLE` then and changed
 * nothing, a commit is `COMMIT_UNCERTAIN`.
 *
 * The dialect sends statements without a needed result, such as those of savepoints, without waiting for the ones
 * before (`pipeline` of `pg` 8.23, which refuses cursors: an app that reads through them on the same pool gives the
 * pool `pipeline: false`).
 *
 * A caller inside the work of a transaction of `transact` that uses the database itself is refused with
 * `DEFECT`.
 */
export function postgresDialect(pool: PgPool, options: PostgresOptions = {}): Dialect {
  requireOptionsAlways('postgresDialect', options, {
    statementTimeoutMs: 'a number from 1 on?',
    queryTimeoutMs: 'a number above 0?',
    connectTimeoutMs: 'a number from 1 on?',
    turnTimeoutMs: 'a number above 0?',
    maxWaiting: 'a whole number from 0 on?',
    keepsReady: 'true or false?',
    endTimeoutMs: 'a number from 1 on?',
    idleAdviceMs: 'a number from 0 on?',
    advise: 'a function?',
    platform: 'an object with schedule, monotonic?',
  });

  const {
    statementTimeoutMs = 10_000,
    queryTimeoutMs = statementTimeoutMs + 2000,
    connectTimeoutMs = 5000,
    turnTimeoutMs = optionsOf(pool).connectionTimeoutMillis || 10_000,
    maxWaiting = 1000,
    keepsReady = true,
    endTimeoutMs = 2000,
    platform = webPlatform,
    ...advice
  } = options;
  // Node ends a process for an `error` event without a listener. The query that runs gets the error anyway.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  // The pool reads its option for every connection. Without the option, it would wait without an end.
  Object.assign(pool.options, {
    connectionTimeoutMillis: pool.options.connectionTimeoutMillis || connectTimeoutMs,
    pipeline: pool.options.pipeline ?? true,
  });
  const adapter = new PostgresAdapter();
  const { max = 10 } = pool.options;
  const turns = createTurns({ places: max, timeoutMs: turnTimeoutMs, maxWaiting, platform });
  const watch = adviseOfIdle(advice);
  // The same one each time, for Kysely knows a connection again by it.
  const known = new WeakMap<PostgresPoolClient, PostgresPoolClient>();

  async function named(client: PostgresPoolClient): Promise<PostgresPoolClient> {
    const before = known.get(client);
    if (before) return before;
    const limits = { queryTimeoutMs, connectTimeoutMs, keepsReady, watch: watch(), platform };
    const { release, ...rest } = namedClient(client, limits);
    const fresh = {
      ...rest,
      release(destroy?: boolean) {
        release(destroy);
        turns.leave();
      },
    };
    try {
      await rest.query(`set statement_timeout = ${Math.ceil(statementTimeoutMs)}`, []);
    } catch (error) {
      release(true);
      throw error;
    }
    known.set(client, fresh);
    return fresh;
  }

  async function connect(): Promise<PostgresPoolClient> {
    refuseWithin(adapter);
    await turns.take();
    try {
      const client = await pool.connect().catch((error: unknown) => {
        throw toConnectFailure(error, pool);
      });
      return await named(client);
    } catch (error) {
      turns.leave();
      throw error;
    }
  }

  const end = endPool(pool, { endTimeoutMs, platform });
  const dialect = new PostgresDialect({ pool: { options: pool.options, connect, end } });
  return {
    createAdapter: () => adapter,
    createDriver: () => dialect.createDriver(),
    createIntrospector: (database) => dialect.createIntrospector(database),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

function toConnectFailure(error: unknown, { totalCount, options: { max = 10 } }: PgPool): Failure {
  const failure = toPostgresFailure(error);
  return failure.code === 'DATABASE_UNREACHABLE' && totalCount >= max
    ? new Failure(catalogue.RESOURCE_EXHAUSTED, { cause: error })
    : failure;
}

/** Checked before a default is read from it. */
function optionsOf(pool: PgPool): PgPool['options'] {
  requireMethods('postgresDialect', { pool }, ['connect', 'on'], 'a `Pool` of the package pg');
  return pool.options;
}
