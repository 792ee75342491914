import { catalogue, Failure } from '@holdfast/core';
import {
  CompiledQuery,
  type Dialect,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
} from 'kysely';
import { namedClient, toPostgresFailure } from './named-client.ts';

/** What is used of a `Pool` of the `pg` package. */
export interface PgPool extends PostgresPool {
  readonly options: { readonly max?: number };
  readonly totalCount: number;
  on(event: 'error', listener: () => void): unknown;
  on(event: 'connect', listener: (client: PgClient) => void): unknown;
}

interface PgClient {
  on(event: 'error', listener: () => void): unknown;
}

export interface PostgresOptions {
  /** The server ends a statement that takes longer, waits for locks included. @default 10_000 */
  readonly statementTimeoutMs?: number;
}

/**
 * Kysely on a pool of `pg`. Errors of the database and of the way to it are `Failure`s by name, and a
 * connection that dies ends its transaction, not the process.
 */
export function postgresDialect(
  pool: PgPool,
  { statementTimeoutMs = 10_000 }: PostgresOptions = {},
): Dialect {
  // Node ends a process for an `error` event that nobody hears. The query that runs is told anyway.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  // The same one each time, for Kysely knows a connection again by it.
  const named = new WeakMap<PostgresPoolClient, PostgresPoolClient>();
  return new PostgresDialect({
    pool: {
      options: pool.options,
      async connect() {
        const client = await pool.connect().catch((error: unknown) => {
          throw toConnectFailure(error, pool);
        });
        const known = named.get(client) ?? namedClient(client);
        named.set(client, known);
        return known;
      },
      end: () => pool.end(),
    },
    async onCreateConnection(connection) {
      await connection.executeQuery(
        CompiledQuery.raw(`set statement_timeout = ${Math.ceil(statementTimeoutMs)}`),
      );
    },
  });
}

function toConnectFailure(error: unknown, { totalCount, options: { max = 10 } }: PgPool): Failure {
  const failure = toPostgresFailure(error);
  return failure.code === 'DATABASE_UNREACHABLE' && totalCount >= max
    ? new Failure(catalogue.RESOURCE_EXHAUSTED, { cause: error })
    : failure;
}
