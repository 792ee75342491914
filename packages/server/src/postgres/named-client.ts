import { catalogue, Failure, type Platform, toDatabaseFailure, withContext } from '@holdfast/core';
import type { PostgresPoolClient } from 'kysely';
import type { IdleWatch } from '../sql/create-idle-watch.ts';
import { TOO_LATE, within } from '../sql/within.ts';

export interface NamedClientOptions {
  /** How long the server may take to answer a statement. */
  readonly queryTimeoutMs: number;
  /** How long it may take to answer what needs no work of it: to begin, and to undo. */
  readonly connectTimeoutMs: number;
  readonly watch: IdleWatch;
  readonly platform: Pick<Platform, 'schedule'>;
}

const BEGINS = /^(begin|start transaction)\b/;
const IN_BROKEN_TRANSACTION = '25P02';

/**
 * A connection of a pool whose errors are `Failure`s by name, given where it is certain that it was the
 * database. One that is lost, or whose server gives no answer, is not given to anybody again.
 */
export function namedClient(
  client: PostgresPoolClient,
  { queryTimeoutMs, connectTimeoutMs, watch, platform }: NamedClientOptions,
): PostgresPoolClient {
  let lost = false;
  let inTransaction = false;
  /** The error after which the server refuses every statement of the transaction. */
  let brokenBy: Failure | undefined;

  /** The server's own limit is of no use where the server stands still. */
  async function ask(
    statement: string,
    parameters: readonly unknown[],
    limitMs: number,
  ): Promise<QueryResult> {
    if (lost) throw new Failure(catalogue.DATABASE_UNREACHABLE);
    const ended = watch.statement();
    try {
      const asked = client.query<never>(statement, parameters) as Promise<QueryResult>;
      const result = await within(platform, limitMs, asked);
      if (result === TOO_LATE) throw new Failure(catalogue.DATABASE_UNREACHABLE);
      brokenBy = undefined;
      return result;
    } finally {
      ended();
    }
  }

  async function undo(): Promise<QueryResult> {
    try {
      return await ask('rollback', [], connectTimeoutMs);
    } catch {
      // The server undoes what a lost connection had begun; and the error before this one is the one to tell.
      lost = true;
      return { command: 'ROLLBACK', rowCount: 0, rows: [] };
    }
  }

  async function commit(): Promise<QueryResult> {
    const overlooked = brokenBy;
    const knownLost = lost;
    let result;
    try {
      result = await ask('commit', [], queryTimeoutMs);
    } catch (error) {
      const failure = toPostgresFailure(error);
      if (failure.code !== 'DATABASE_UNREACHABLE') throw failure;
      lost = true;
      if (knownLost) throw withContext(failure, { effect: 'none' });
      throw new Failure(catalogue.COMMIT_UNCERTAIN, { cause: error });
    }
    if (result.command !== 'ROLLBACK') return result;
    // An overlooked error had broken it. Where trying again can help, that error is the one to tell.
    if (overlooked && overlooked.retry !== 'never') throw overlooked;
    throw new Failure(catalogue.TRANSACTION_ROLLED_BACK);
  }

  async function run(statement: string, parameters: readonly unknown[]): Promise<QueryResult> {
    const begins = BEGINS.test(statement);
    const effect = inTransaction || begins ? 'none' : 'unknown';
    try {
      return await ask(statement, parameters, begins ? connectTimeoutMs : queryTimeoutMs);
    } catch (error) {
      const failure = toPostgresFailure(error);
      if (failure.code === 'DATABASE_UNREACHABLE') {
        lost = true;
        throw withContext(failure, { effect });
      }
      if (!inTransaction) throw failure;
      const isEcho = Object(error).code === IN_BROKEN_TRANSACTION;
      brokenBy = isEcho ? (brokenBy ?? failure) : failure;
      throw brokenBy;
    }
  }

  async function query(
    ...[statement, parameters]: [string, readonly unknown[]]
  ): Promise<QueryResult> {
    if (statement === 'commit' || statement === 'rollback') {
      inTransaction = false;
      try {
        return await (statement === 'commit' ? commit() : undo());
      } finally {
        brokenBy = undefined;
        watch.ended();
      }
    }
    const result = await run(statement, parameters);
    if (BEGINS.test(statement)) {
      inTransaction = true;
      watch.began();
    }
    return result;
  }

  return {
    ...(client.processID !== undefined && { processID: client.processID }),
    // A cursor, the other thing it takes, is for streaming rows, which `postgresDialect` does not set up.
    query: query as PostgresPoolClient['query'],
    release: (destroy = false) => client.release(destroy || lost),
  };
}

interface QueryResult {
  readonly command: string;
  readonly rowCount: number;
  readonly rows: readonly unknown[];
}

/** What `pg` threw, by name. It gives a connection that is lost or cannot be had no code. */
export function toPostgresFailure(error: unknown): Failure {
  const failure = toDatabaseFailure(error);
  return failure.code === 'UNKNOWN'
    ? new Failure(catalogue.DATABASE_UNREACHABLE, { cause: error })
    : failure;
}
