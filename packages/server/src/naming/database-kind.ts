import { catalogue } from '@holdfast/core/failures';
import {
  type Effect,
  type FailureKind,
  peek,
  peekText,
  type RetryAdvice,
} from '@holdfast/core/parts';

/** The kind that a code of a database stands for, with the facts that the kind alone does not hold. */
export type DatabaseRow = readonly [
  codes: RegExp,
  kind: FailureKind,
  said?: { readonly effect?: Effect; readonly retry?: RetryAdvice; readonly status?: number },
];

// SQLSTATE (PostgreSQL), names of SQLite, MySQL and postgres.js, numbers of Prisma, in the order in which the first match counts.
const BY_CODE: readonly DatabaseRow[] = [
  [/^(40P01|ER_LOCK_DEADLOCK)$/, catalogue.TRANSACTION_DEADLOCK],
  [/^(40001|P2034|SQLITE_BUSY_SNAPSHOT)$/, catalogue.TRANSACTION_CONFLICT],
  [
    /^(57014|55P03|25P03|25P04|SQLITE_(BUSY|LOCKED|PROTOCOL|SCHEMA).*|ER_LOCK_WAIT_TIMEOUT)$/,
    catalogue.TRANSACTION_TIMEOUT,
  ],
  [/^P(1008|2028)$/, catalogue.TRANSACTION_TIMEOUT, { effect: 'unknown' }],
  [/^40003$/, catalogue.COMMIT_UNCERTAIN],
  [/^(25P02|40\w{3}|SQLITE_(ABORT|INTERRUPT).*)$/, catalogue.TRANSACTION_ROLLED_BACK],
  [/^08007$/, catalogue.COMMIT_UNCERTAIN],
  [/^(23\w{3}|P20(0[2-4]|11|14)|SQLITE_CONSTRAINT.*|ER_DUP_ENTRY)$/, catalogue.CONSTRAINT_BROKEN],
  // SQLite knows one error number of a full disk. A quota and a limit of a file are failed writes to it.
  [
    /^(53100|SQLITE_(FULL|NOLFS|IOERR_(WRITE|SHMSIZE))|ENOSPC|EDQUOT|EFBIG)$/,
    catalogue.DATABASE_FULL,
  ],
  [/^(53200|SQLITE_NOMEM.*)$/, catalogue.RESOURCE_EXHAUSTED],
  [/^(XX00[12]|SQLITE_(CORRUPT|NOTADB|FORMAT).*)$/, catalogue.STORAGE_CORRUPT],
  // To a client it is the same as a full disk: nothing was stored, and it can be later.
  [
    /^(25006|SQLITE_(READONLY|PERM).*|EROFS)$/,
    catalogue.STORAGE_UNAVAILABLE,
    { retry: 'later', status: 507 },
  ],
  [/^SQLITE_AUTH/, catalogue.STORAGE_UNAVAILABLE],
  // There was no connection yet, or the server took none.
  [
    /^(0800[14]|28\w{3}|53300|P100[0-3]|P2024|57P0[35]|3D000|SQLITE_CANTOPEN.*|E[MN]FILE|ERR_INVALID_STATE|CONNECT_TIMEOUT|CONNECTION_ENDED|ER_(CON_COUNT|ACCESS_DENIED|DBACCESS_DENIED|TOO_MANY_USER_CONNECTIONS)\w*)$/,
    catalogue.DATABASE_UNREACHABLE,
  ],
  // The connection ended under a statement, which may have been carried out.
  [
    /^(08\w{3}|57P0[12]|P1017|PROTOCOL_CONNECTION_LOST|CONNECTION_(CLOSED|DESTROYED))$/,
    catalogue.DATABASE_UNREACHABLE,
    { effect: 'unknown' },
  ],
  [
    /^(2[126]\w{3}|42\w{3}|54\w{3}|P[02]\w{3}|SQLITE_(ERROR|RANGE|MISMATCH|TOOBIG).*|ER_\w+)$/,
    catalogue.DATABASE_QUERY_FAILED,
  ],
  // Work that the database does not do, now or later.
  [/^0A\w{3}$/, catalogue.DATABASE_FAILED, { retry: 'never' }],
  [/^SQLITE_(MISUSE|INTERNAL)/, catalogue.DEFECT],
  [/^SQLITE_IOERR/, catalogue.DATABASE_FAILED, { effect: 'unknown' }],
  [/^(\d\w{4}|(XX|HV|F0)\w{3}|SQLITE_\w+)$/, catalogue.DATABASE_FAILED],
];

// node:sqlite tells the result code as a number; the low byte is the primary one.
const SQLITE_NAMES: Readonly<Record<number, string>> = {
  1: 'ERROR',
  2: 'INTERNAL',
  3: 'PERM',
  4: 'ABORT',
  5: 'BUSY',
  6: 'LOCKED',
  7: 'NOMEM',
  8: 'READONLY',
  9: 'INTERRUPT',
  10: 'IOERR',
  11: 'CORRUPT',
  13: 'FULL',
  14: 'CANTOPEN',
  15: 'PROTOCOL',
  17: 'SCHEMA',
  18: 'TOOBIG',
  19: 'CONSTRAINT',
  20: 'MISMATCH',
  21: 'MISUSE',
  22: 'NOLFS',
  23: 'AUTH',
  24: 'FORMAT',
  25: 'RANGE',
  26: 'NOTADB',
};
const SQLITE_EXTENDED: Readonly<Record<number, string>> = {
  517: 'BUSY_SNAPSHOT',
  778: 'IOERR_WRITE',
  4874: 'IOERR_SHMSIZE',
};

// Mappers and query builders wrap the error of a driver and keep it as the cause.
const DEEPEST_CAUSE = 4;

/** The meaning of the code on an error, or on its cause, when a database threw it. */
export function databaseRow(error: unknown, depth = 1): DatabaseRow | undefined {
  const code = codeOf(error);
  const row = BY_CODE.find(([codes]) => codes.test(code));
  if (row || depth >= DEEPEST_CAUSE) return row;
  const cause = peek(error, 'cause');
  return cause === undefined ? undefined : databaseRow(cause, depth + 1);
}

const OF_DATABASE = /^(SQLITE_|ER_|ERR_SQLITE_)/;
const SQLSTATE = /^[\dA-Z]{5}$/;

/**
 * Whether an error is a database's own, caught at any place: by the names of SQLite and MySQL, or by a SQLSTATE with
 * the severity that servers add.
 */
export function isOfDatabase(error: unknown): boolean {
  const code = peekText(error, 'code');
  return OF_DATABASE.test(code) || (SQLSTATE.test(code) && peekText(error, 'severity') !== '');
}

function codeOf(error: unknown): string {
  const errcode = peek(error, 'errcode');
  // Only SQLite writes a result code, so a number there is SQLite's own.
  if (typeof errcode === 'number') {
    return `SQLITE_${SQLITE_EXTENDED[errcode] ?? SQLITE_NAMES[errcode & 0xff] ?? 'OTHER'}`;
  }
  const code = peek(error, 'code');
  return typeof code === 'string' ? code : '';
}
