import type { Platform } from '@holdfast/core/parts';
import type { Kysely, RawBuilder } from 'kysely';

/**
 * The port to a database, for the places where two databases have no statement in common. Each database is one file
 * that implements it, and one row of `database-of.ts`.
 */
export interface SqlDatabase {
  readonly name: SqlDatabaseName;
  /** Whether Kysely's adapter belongs to this database. */
  owns(adapter: object): boolean;
  /** The parameter with this number, from 1, in the text of a statement. */
  parameter(number: number): string;
  /** The time in whole milliseconds, rounded up, when the database comes to this expression. */
  readonly clock: RawBuilder<number>;
  /** Whether the text of a column is one of these, found by an index. It is one parameter, however many there are. */
  isOneOf(column: RawBuilder<unknown>, texts: readonly string[]): RawBuilder<boolean>;
  /** A statement that gives one row when the table, on the way of this connection, has the column. */
  hasColumn(table: string, column: string): RawBuilder<unknown>;
  /** A statement that deletes at most `limit` rows. It skips rows that another server is deleting. */
  deleteSome(table: string, where: RawBuilder<unknown>, limit: number): RawBuilder<unknown>;
  /**
   * An expression that lets this transaction commit without waiting for the disk. Such a commit may be lost with the
   * machine. A database without such commits waits as always.
   */
  readonly mayForget: RawBuilder<string>;
  /**
   * An expression that ends this transaction when the process behind it stands still for this long. A database that
   * cannot end it gives a text without effect.
   */
  endsIdle(ms: number): RawBuilder<string>;
  /**
   * An expression that lets the statements after it in this transaction find rows by steps of an index. A database that
   * knows nothing of new rows yet would read all of them. A database without a choice gives a text without effect.
   */
  readonly goesBySteps: RawBuilder<string>;
  /** Absent where a transaction has the whole database to itself: then no other transaction has to be kept out. */
  readonly locks?: SqlLocks;
  /** Statements that make a table append-only, for every client of the database. Run again, they replace themselves. */
  appendOnly(rules: AppendOnlyRules): readonly string[];
  /** Commits a write that changes no data. Rejects with a named failure when the database accepts none. */
  checkWrites(database: Kysely<unknown>, options: CheckWritesOptions): Promise<void>;
}

export type SqlDatabaseName = 'SQLite' | 'PostgreSQL';

/** Locks that end with their transaction. */
export interface SqlLocks {
  /** An expression that tries to lock the name that `parameter` holds, and remembers whether it could. */
  tryName(parameter: string): string;
  /** An expression for what `tryName` remembered: the text `true` when this transaction has the lock. */
  readonly hasName: string;
  /** A statement that waits for the lock with this number. */
  number(number: number): RawBuilder<unknown>;
  /** A statement that waits until no other transaction writes to the table. */
  table(table: string): RawBuilder<unknown>;
}

/** A table that only grows at its end, and a checkpoint up to which its beginning may be removed. */
export interface AppendOnlyRules {
  readonly table: string;
  readonly checkpoint: string;
  /** An expression for the number of the last removed row. */
  readonly pruned: string;
  /** A condition on a new checkpoint, given expressions for the time now and for the checkpoint before. */
  isAllowed(now: string, before: string): string;
}

export interface CheckWritesOptions {
  readonly timeoutMs: number;
  readonly platform: Pick<Platform, 'monotonic' | 'random' | 'schedule'>;
}
