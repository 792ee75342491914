import { Failure } from '@holdfast/core';
import { withContext } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { CompiledQuery, type DatabaseConnection, type QueryResult, SelectQueryNode } from 'kysely';
import type { SQLInputValue } from 'node:sqlite';
import type { IdleWatch } from '../sql/create-idle-watch.ts';
import { keepsItsPlace, openFile, type SqliteFile } from './node-sqlite-file.ts';
import { type Prepared, preparedStatements } from './prepared-statements.ts';
import { type BusyWait, waitWhileBusy } from './wait-while-busy.ts';
import { toDatabaseFailure } from '../naming/to-database-failure.ts';

/** The one connection of a driver to its file. */
export interface SqliteConnection extends DatabaseConnection {
  /** Opens the file unless it is open. */
  open(): Promise<void>;
  begin(): Promise<void>;
  commit(): Promise<void>;
  /** Never rejects: the caller gets the error before it. */
  rollback(): Promise<void>;
  close(): void;
}

/**
 * @param aside lets other callers go on while one waits for another process outside of a transaction
 */
export function sqliteConnection(
  path: string,
  wait: BusyWait,
  watch: IdleWatch,
  aside: BusyWait['stepAside'],
): SqliteConnection {
  let file: SqliteFile | undefined;
  let ready: ((text: string) => Prepared) | undefined;
  let inPlace: (() => void) | undefined;
  let inTransaction = false;
  /** Why SQLite ended the transaction by itself. */
  let endedBy: Failure | undefined;

  function opened(): SqliteFile {
    if (file) return file;
    throw new Failure(catalogue.DATABASE_UNREACHABLE);
  }

  function prepared(sql: string): Prepared {
    ready ??= preparedStatements(opened());
    return ready(sql);
  }

  function nameOf(error: unknown, sql: string): Failure {
    const failure = toDatabaseFailure(error);
    if (!inTransaction) return failure;
    // A commit that failed while it was written may still have taken effect after a crash.
    if (sql === 'commit' && failure.effect === 'unknown') {
      return new Failure(catalogue.COMMIT_UNCERTAIN, { cause: error });
    }
    return withContext(failure, { effect: 'none' });
  }

  /** When SQLite has ended the transaction, every later statement rejects with the error that ended it. */
  function refuseEnded(): void {
    if (!inTransaction || isOpen(opened())) return;
    throw endedBy ?? new Failure(catalogue.TRANSACTION_ROLLED_BACK);
  }

  async function run(query: CompiledQuery): Promise<QueryResult<unknown>> {
    refuseEnded();
    if (!inTransaction && !isSelect(query)) inPlace?.();
    const ended = watch.statement();
    try {
      // Within a transaction the connection is its own.
      const waiting = inTransaction || !aside ? wait : { ...wait, stepAside: aside };
      return await waitWhileBusy(() => execute(prepared(query.sql), query), waiting);
    } catch (error) {
      const failure = nameOf(error, query.sql);
      if (inTransaction && !isOpen(opened())) endedBy ??= failure;
      throw failure;
    } finally {
      ended();
    }
  }

  const statement = (sql: string): Promise<unknown> =>
    // Not `run`, because Kysely puts its log around this member.
    connection.executeQuery(CompiledQuery.raw(sql));

  const connection: SqliteConnection = {
    async open() {
      if (file) return;
      try {
        file = await waitWhileBusy(() => openFile(path), wait);
      } catch (error) {
        throw toDatabaseFailure(error);
      }
      inPlace = keepsItsPlace(path);
    },
    executeQuery: (query) => run(query) as Promise<QueryResult<never>>,
    async *streamQuery(query) {
      refuseEnded();
      try {
        const rows = opened()
          .prepare(query.sql)
          .iterate(...inputs(query));
        for (const row of rows) yield { rows: [row as never] };
      } catch (error) {
        throw nameOf(error, query.sql);
      }
    },
    async begin() {
      await statement('begin immediate');
      inTransaction = true;
      endedBy = undefined;
      watch.began();
    },
    async commit() {
      await statement('commit');
      inTransaction = false;
      watch.ended();
    },
    async rollback() {
      inTransaction = false;
      try {
        if (file && isOpen(file)) await statement('rollback');
      } catch {
        // When undoing fails, closing the file undoes the transaction. The next caller opens the file again.
        connection.close();
      }
      watch.ended();
    },
    close() {
      const closing = file;
      file = undefined;
      ready = undefined;
      closing?.close();
    },
  };
  return connection;
}

function execute({ statement, givesRows }: Prepared, query: CompiledQuery): QueryResult<unknown> {
  if (givesRows) return { rows: statement.all(...inputs(query)) };
  const { changes, lastInsertRowid } = statement.run(...inputs(query));
  return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
}

// Kysely types parameters as unknown. They come from the typed query of the caller.
const inputs = ({ parameters }: CompiledQuery): readonly SQLInputValue[] =>
  parameters as readonly SQLInputValue[];

const isSelect = ({ query }: CompiledQuery): boolean => SelectQueryNode.is(query);

/** Whether a transaction is open. Before Node 22.16 SQLite shows it only by refusing another. */
function isOpen(file: SqliteFile): boolean {
  const { isTransaction } = file as { readonly isTransaction?: boolean };
  if (isTransaction !== undefined) return isTransaction;
  try {
    file.exec('begin; rollback');
    return false;
  } catch {
    return true;
  }
}
