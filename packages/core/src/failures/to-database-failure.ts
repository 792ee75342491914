import type { FailureKind } from './failure-kind.ts';
import { Failure, isFailure } from './failure.ts';
import { RESOURCE_EXHAUSTED } from './kinds/budget.ts';
import * as storage from './kinds/storage.ts';
import * as transaction from './kinds/transaction.ts';
import { networkReason } from './network-reason.ts';
import { peek } from './peek.ts';
import { toFailure } from './to-failure.ts';

type Row = readonly [codes: RegExp, kind: FailureKind];

// SQLSTATE (PostgreSQL), names of SQLite and MySQL, in the order in which the first match counts.
const BY_CODE: readonly Row[] = [
  [/^(40P01|ER_LOCK_DEADLOCK)$/, transaction.TRANSACTION_DEADLOCK],
  [/^(40001|SQLITE_BUSY_SNAPSHOT)$/, transaction.TRANSACTION_CONFLICT],
  [
    /^(57014|55P03|25P03|25P04|SQLITE_(BUSY|LOCKED).*|ER_LOCK_WAIT_TIMEOUT)$/,
    transaction.TRANSACTION_TIMEOUT,
  ],
  [/^(25P02|40\w{3}|SQLITE_ABORT.*)$/, transaction.TRANSACTION_ROLLED_BACK],
  [/^08007$/, transaction.COMMIT_UNCERTAIN],
  [/^(23\w{3}|SQLITE_CONSTRAINT.*|ER_DUP_ENTRY)$/, transaction.CONSTRAINT_BROKEN],
  [/^(53100|SQLITE_FULL|ENOSPC|EDQUOT)$/, storage.DATABASE_FULL],
  [/^(53200|SQLITE_NOMEM.*)$/, RESOURCE_EXHAUSTED],
  [/^(XX00[12]|SQLITE_(CORRUPT|NOTADB).*)$/, storage.STORAGE_CORRUPT],
  [/^(25006|SQLITE_READONLY.*)$/, storage.STORAGE_UNAVAILABLE],
  [
    /^(08\w{3}|28\w{3}|53300|57P0[123]|3D000|SQLITE_CANTOPEN.*|PROTOCOL_CONNECTION_LOST|ERR_INVALID_STATE)$/,
    storage.DATABASE_UNREACHABLE,
  ],
  [/^(2[126]\w{3}|42\w{3}|SQLITE_(ERROR|RANGE|MISMATCH).*|ER_\w+)$/, storage.DATABASE_QUERY_FAILED],
  [/^(\d\w{4}|XX\w{3}|SQLITE_\w+)$/, storage.DATABASE_FAILED],
];

// node:sqlite tells the result code as a number; the low byte is the primary one.
const SQLITE_NAMES: Readonly<Record<number, string>> = {
  1: 'ERROR',
  4: 'ABORT',
  5: 'BUSY',
  6: 'LOCKED',
  7: 'NOMEM',
  8: 'READONLY',
  11: 'CORRUPT',
  13: 'FULL',
  14: 'CANTOPEN',
  19: 'CONSTRAINT',
  20: 'MISMATCH',
  25: 'RANGE',
  26: 'NOTADB',
};
const SQLITE_BUSY_SNAPSHOT = 517;

/**
 * Names what a database driver of a server threw, by SQLSTATE, by the names of SQLite and MySQL, or by
 * what the network said. Only the caller knows that it was the database; a bug stays a bug.
 */
export function toDatabaseFailure(error: unknown): Failure {
  if (isFailure(error)) return error;
  const code = codeOf(error);
  const kind =
    BY_CODE.find(([codes]) => codes.test(code))?.[1] ??
    (networkReason(error) && storage.DATABASE_UNREACHABLE);
  return kind ? new Failure(kind, { cause: error }) : toFailure(error);
}

function codeOf(error: unknown): string {
  const errcode = peek(error, 'errcode');
  if (errcode === SQLITE_BUSY_SNAPSHOT) return 'SQLITE_BUSY_SNAPSHOT';
  // Nobody else writes a result code, so a number there is SQLite's own.
  if (typeof errcode === 'number') return `SQLITE_${SQLITE_NAMES[errcode & 0xff] ?? 'OTHER'}`;
  const code = peek(error, 'code');
  return typeof code === 'string' ? code : '';
}
