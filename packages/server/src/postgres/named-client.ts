import { catalogue, Failure, toDatabaseFailure, withContext } from '@holdfast/core';
import type { PostgresPoolClient } from 'kysely';

const BEGINS = /^(begin|start transaction)\b/;

/**
 * A connection of a pool whose errors are `Failure`s by name, given where it is certain that it was the
 * database. One that is lost is not given to anybody again.
 */
export function namedClient(client: PostgresPoolClient): PostgresPoolClient {
  let lost = false;
  let inTransaction = false;

  async function query(...[statement, parameters]: [string, readonly unknown[]]): Promise<unknown> {
    const begins = BEGINS.test(statement);
    const effect = inTransaction || begins ? 'none' : 'unknown';
    const ends = statement === 'commit' || statement === 'rollback';
    inTransaction = begins || (inTransaction && !ends);
    try {
      const result = await client.query(statement, parameters);
      // What an overlooked error had broken is answered by the server with a rollback.
      if (statement !== 'commit' || result.command !== 'ROLLBACK') return result;
    } catch (error) {
      const failure = toPostgresFailure(error);
      if (failure.code !== 'DATABASE_UNREACHABLE') throw failure;
      lost = true;
      // The server undoes what a lost connection had begun; nothing is left to roll back.
      if (statement === 'rollback') return { command: 'ROLLBACK', rowCount: 0, rows: [] };
      if (statement === 'commit') throw new Failure(catalogue.COMMIT_UNCERTAIN, { cause: error });
      throw withContext(failure, { effect });
    }
    throw new Failure(catalogue.TRANSACTION_ROLLED_BACK);
  }

  return {
    ...(client.processID !== undefined && { processID: client.processID }),
    // A cursor, the other thing it takes, is for streaming rows, which `postgresDialect` does not set up.
    query: query as PostgresPoolClient['query'],
    release: (destroy = false) => client.release(destroy || lost),
  };
}

/** What `pg` threw, by name. It gives a connection that is lost or cannot be had no code. */
export function toPostgresFailure(error: unknown): Failure {
  const failure = toDatabaseFailure(error);
  return failure.code === 'UNKNOWN'
    ? new Failure(catalogue.DATABASE_UNREACHABLE, { cause: error })
    : failure;
}
