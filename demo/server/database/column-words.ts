import { databaseName, type SqlDatabaseName } from '@holdfast/server/sql';
import { type Kysely, type RawBuilder, sql } from 'kysely';

/** The words of one database for the parts of a table. */
export interface ColumnWords {
  /** A whole number of 64 bits. */
  readonly whole: RawBuilder<unknown>;
  /** A primary key that counts up. */
  readonly counted: RawBuilder<unknown>;
  /** Holds each column to its type. */
  readonly strict: RawBuilder<unknown>;
  /** A column of bytes. */
  readonly binary: RawBuilder<unknown>;
  /** An expression for the bytes of a text. */
  bytesOf(column: string): string;
}

const WORDS: Readonly<Record<SqlDatabaseName, ColumnWords>> = {
  SQLite: {
    whole: sql.raw('integer'),
    counted: sql.raw('integer primary key autoincrement'),
    strict: sql.raw('strict'),
    binary: sql.raw('blob'),
    bytesOf: (column) => `length(cast(${column} as blob))`,
  },
  PostgreSQL: {
    whole: sql.raw('bigint'),
    counted: sql.raw('bigint generated always as identity primary key'),
    // PostgreSQL always does so.
    strict: sql.raw(''),
    binary: sql.raw('bytea'),
    bytesOf: (column) => `octet_length(${column})`,
  },
};

/** The words of the database behind a Kysely. */
export function columnWords(database: Kysely<unknown>): ColumnWords {
  return WORDS[databaseName(database)];
}
