import { Failure } from '@holdfast/core';
import { type Platform, withContext } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import type { PostgresPoolClient } from 'kysely';
import type { IdleWatch } from '../sql/create-idle-watch.ts';
import { KEPT_READY } from '../sql/kept-ready.ts';
import { SENT_AHEAD } from '../sql/sent-ahead.ts';
import { TOO_LATE, within } from '../deadline/within.ts';
import { toDatabaseFailure } from '../naming/to-database-failure.ts';

export interface NamedClientOptions {
  /** How long the server may take to answer a statement. */
  readonly queryTimeoutMs: number;
  /** How long the server may take to begin and to undo, which need no work. */
  readonly connectTimeoutMs: number;
  /** Whether statements that are marked so are prepared once. */
  readonly keepsReady: boolean;
  readonly watch: IdleWatch;
  readonly platform: Pick<Platform, 'schedule'>;
}

const BEGINS = /^(begin|start transaction)\b/;
const UNDOES = /^rollback to\b/;
const READS = /^\s*(\/\* kept ready \*\/)?\s*select\b/i;
const IN_BROKEN_TRANSACTION = '25P02';

/**
 * A connection of a pool whose errors are `Failure`s by name: here it is certain that the database was asked. A
 * connection that is lost, or whose server does not answer, is never used again.
 */
export function namedClient(
  client: PostgresPoolClient,
  { queryTimeoutMs, connectTimeoutMs, keepsReady, watch, platform }: NamedClientOptions,
): PostgresPoolClient {
  let lost = false;
  let inTransaction = false;
  /** The error after which the server refuses every statement of the transaction. */
  let brokenBy: Failure | undefined;
  /** Whether statements are sent while earlier ones are under way, which is an option of the pool. */
  const pipelines = (client as { readonly pipeline?: boolean }).pipeline === true;
  /** The statement that begins the transaction, until the server has confirmed it. */
  let beginning: Promise<unknown> | undefined;
  /** All statements sent ahead, and the first failure among them. */
  let ahead: Promise<unknown> | undefined;
  let early: Failure | undefined;

  function send(statement: string, parameters: readonly unknown[]): Promise<QueryResult> {
    if (!keepsReady || !statement.startsWith(KEPT_READY)) {
      return client.query<never>(statement, parameters);
    }
    // `pg` takes a statement with a name as well, and prepares it once on each connection.
    const sendNamed = client.query as unknown as (named: object) => Promise<QueryResult>;
    return sendNamed.call(client, {
      name: readyName(statement),
      text: statement,
      values: parameters,
    });
  }

  /** The server's own limit does not help when the server stands still. */
  async function ask(
    statement: string,
    parameters: readonly unknown[],
    limitMs: number,
  ): Promise<QueryResult> {
    if (lost) throw new Failure(catalogue.DATABASE_UNREACHABLE);
    const ended = watch.statement();
    try {
      const result = await within(platform, limitMs, send(statement, parameters));
      if (result === TOO_LATE) throw new Failure(catalogue.DATABASE_UNREACHABLE);
      brokenBy = undefined;
      return result;
    } finally {
      ended();
    }
  }

  /**
   * A write never runs outside of a transaction that did not begin. Before the server has confirmed the begin, only a
   * read is sent, and its caller gets the result after the confirmation.
   */
  async function afterBeginning<T>(statement: string, start: () => Promise<T>): Promise<T> {
    if (!beginning) return start();
    const sent = READS.test(statement) ? start() : undefined;
    sent?.catch(() => {});
    await beginning;
    beginning = undefined;
    return sent ?? start();
  }

  /** A statement of a transaction that cannot be broken yet. If this statement breaks it, the next one rejects. */
  function sendAhead(statement: string, parameters: readonly unknown[]): QueryResult {
    const sent = run(statement, parameters).catch((failure: Failure) => {
      early ??= failure;
    });
    ahead = Promise.all([ahead, sent]);
    return NOTHING;
  }

  /** The answer to a statement that was sent after statements sent ahead; their answers came before. */
  async function afterAhead(answer: Promise<QueryResult>, undoes = false): Promise<QueryResult> {
    if (!ahead) return answer;
    const [result] = await Promise.allSettled([answer, ahead]);
    const failure = early;
    ahead = undefined;
    early = undefined;
    if (failure && !(undoes && result.status === 'fulfilled')) {
      brokenBy = failure;
      throw failure;
    }
    return answer;
  }

  async function undo(): Promise<QueryResult> {
    try {
      return await ask('rollback', [], connectTimeoutMs);
    } catch {
      // The server undoes the work of a lost connection. The caller gets the error before this one.
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
    // An overlooked error had broken the transaction. When trying again can help, the caller gets that error.
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
        if (statement === 'rollback') return await undo();
        await beginning;
        return await afterAhead(commit());
      } finally {
        beginning = undefined;
        brokenBy = undefined;
        ahead = undefined;
        early = undefined;
        watch.ended();
      }
    }
    if (BEGINS.test(statement)) {
      const begun = run(statement, parameters);
      begun.catch(() => {});
      if (pipelines) beginning = begun;
      else await begun;
      inTransaction = true;
      watch.began();
      return NOTHING;
    }
    if (pipelines && inTransaction && !brokenBy && statement.endsWith(SENT_AHEAD)) {
      if (beginning && !READS.test(statement)) await beginning;
      return sendAhead(statement, parameters);
    }
    return afterAhead(
      afterBeginning(statement, () => run(statement, parameters)),
      UNDOES.test(statement),
    );
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

const readyNames = new Map<string, string>();

function readyName(statement: string): string {
  const name = readyNames.get(statement) ?? `holdfast ${readyNames.size}`;
  readyNames.set(statement, name);
  return name;
}

/** The result of a statement that is not waited for. */
const NOTHING: QueryResult = { command: '', rowCount: 0, rows: [] };

/** What `pg` threw, by name. It gives a connection that is lost or cannot be had no code. */
export function toPostgresFailure(error: unknown): Failure {
  const failure = toDatabaseFailure(error);
  return failure.code === 'UNKNOWN'
    ? new Failure(catalogue.DATABASE_UNREACHABLE, { cause: error })
    : failure;
}
