import { describe, expect, it } from 'vitest';
import { Failure, toFailure } from '@holdfast/core';
import { CONFLICT } from '@holdfast/core/failures';
import { toDatabaseFailure } from './to-database-failure.ts';
import { toServerFailure } from './to-server-failure.ts';

const TOLD: Readonly<Record<string, readonly (string | number)[]>> = {
  TRANSACTION_DEADLOCK: ['40P01', 'ER_LOCK_DEADLOCK'],
  TRANSACTION_CONFLICT: ['P2034', '40001', 'SQLITE_BUSY_SNAPSHOT', 517],
  TRANSACTION_TIMEOUT: [
    'P1008',
    '57014',
    '55P03',
    '25P03',
    '25P04',
    'SQLITE_BUSY',
    'SQLITE_BUSY_RECOVERY',
    'SQLITE_LOCKED',
    'ER_LOCK_WAIT_TIMEOUT',
    5,
    6,
    261,
    262,
  ],
  TRANSACTION_ROLLED_BACK: [
    '25P02',
    '40000',
    '40002',
    'SQLITE_ABORT',
    'SQLITE_ABORT_ROLLBACK',
    4,
    516,
  ],
  COMMIT_UNCERTAIN: ['08007'],
  CONSTRAINT_BROKEN: [
    'P2002',
    '23505',
    '23503',
    'SQLITE_CONSTRAINT',
    'SQLITE_CONSTRAINT_UNIQUE',
    'ER_DUP_ENTRY',
    19,
    2067,
    3091,
  ],
  DATABASE_FULL: [
    ...['53100', 'ENOSPC', 'EDQUOT', 'EFBIG'],
    ...['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE', 'SQLITE_NOLFS'],
    ...[13, 22, 778, 4874],
  ],
  RESOURCE_EXHAUSTED: ['53200', 'SQLITE_NOMEM', 7],
  STORAGE_CORRUPT: [
    'XX001',
    'XX002',
    'SQLITE_CORRUPT',
    'SQLITE_CORRUPT_INDEX',
    'SQLITE_NOTADB',
    11,
    26,
  ],
  STORAGE_UNAVAILABLE: ['25006', 'SQLITE_READONLY', 'SQLITE_PERM', 'SQLITE_AUTH', 'EROFS', 8, 1032],
  DATABASE_UNREACHABLE: [
    '08006',
    '08001',
    '28P01',
    '53300',
    '57P01',
    '57P02',
    '57P03',
    '57P05',
    ...['P1001', 'P1017', 'P2024'],
    '3D000',
    ...['CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED'],
    ...['ER_CON_COUNT_ERROR', 'ER_ACCESS_DENIED_ERROR'],
    'SQLITE_CANTOPEN',
    'PROTOCOL_CONNECTION_LOST',
    'ERR_INVALID_STATE',
    'ECONNREFUSED',
    'ETIMEDOUT',
    ...['EMFILE', 'ENFILE'],
    14,
  ],
  DATABASE_QUERY_FAILED: [
    '42601',
    '42P01',
    '21000',
    '22001',
    '26000',
    '54000',
    ...['P0001', 'P2025'],
    'SQLITE_ERROR',
    'SQLITE_RANGE',
    'SQLITE_MISMATCH',
    'ER_NO_SUCH_TABLE',
    1,
    20,
    25,
  ],
  DATABASE_FAILED: ['HV000', 'F0001', '0A000', '58030', 'XX000', 'SQLITE_IOERR', 10, 99],
};

describe('what a database of a server threw', () => {
  it.each(Object.entries(TOLD).flatMap(([code, told]) => told.map((one) => [one, code] as const)))(
    '%s is %s',
    (told, code) => {
      const fields =
        typeof told === 'number' ? { code: 'ERR_SQLITE_ERROR', errcode: told } : { code: told };
      const cause = Object.assign(new Error('whatever it says'), fields);
      expect(toDatabaseFailure(cause)).toMatchObject({ code, cause });
    },
  );

  it.each<[string, unknown, string]>([
    ['a bug', new TypeError('no'), 'DEFECT'],
    ['a code that is none of theirs', { code: 'E_OF_AN_APP' }, 'UNKNOWN'],
    ['a code that is longer', { code: '400010' }, 'UNKNOWN'],
    ['a code that begins otherwise', { code: 'X40001' }, 'UNKNOWN'],
    ['a long name of a constraint', { code: 'MY_SQLITE_CONSTRAINT' }, 'UNKNOWN'],
    ['a longer state', { code: '235055' }, 'UNKNOWN'],
    ['a state that begins earlier', { code: 'A23505' }, 'UNKNOWN'],
    ['a lost connection by another name', { code: 'MY_PROTOCOL_CONNECTION_LOST' }, 'UNKNOWN'],
    ['an error of another maker', { code: 'MY_ER_DUP_ENTRY' }, 'UNKNOWN'],
    ['a code in numbers', { code: 40_001 }, 'UNKNOWN'],
    ['nothing', undefined, 'UNKNOWN'],
  ])('%s is not the database', (_title, thrown, code) => {
    expect(toDatabaseFailure(thrown).code).toBe(code);
  });

  it.each<[string, string]>([
    ['timeout exceeded when trying to connect', 'none'],
    ['Connection terminated due to connection timeout', 'none'],
    ['Connection terminated unexpectedly', 'unknown'],
    ['Client has encountered a connection error and is not queryable', 'unknown'],
  ])('is a lost connection where the driver has no code for it: %s', (text, effect) => {
    expect(toDatabaseFailure(new Error(text))).toMatchObject({
      ...{ code: 'DATABASE_UNREACHABLE', retry: 'later', effect },
    });
  });

  it('is recognised under the wrapper of a mapper', () => {
    const inner = Object.assign(new Error('could not serialize'), { code: '40001' });
    const wrapped = new Error('Failed query', { cause: new Error('x', { cause: inner }) });
    expect(toDatabaseFailure(wrapped).code).toBe('TRANSACTION_CONFLICT');
  });

  it('is recognised at any place when the server gives its severity', () => {
    const own = { code: '40001', severity: 'ERROR' };
    expect(toServerFailure(own)).toMatchObject({ code: 'TRANSACTION_CONFLICT', effect: 'none' });
    expect(toServerFailure({ code: 'ABCDE' }).code).toBe('UNKNOWN');
  });

  it.each([
    ['CONSTRAINT_BROKEN', { code: 'SQLITE_CONSTRAINT_UNIQUE' }],
    ['CONSTRAINT_BROKEN', { code: 'ER_DUP_ENTRY' }],
    ['TRANSACTION_TIMEOUT', { code: 'SQLITE_BUSY' }],
    ['DATABASE_FULL', { code: 'ERR_SQLITE_ERROR', errcode: 13 }],
  ])('is recognised at any place of a server by its own code: %s', (code, fields) => {
    const thrown = Object.assign(new Error('whatever it says'), fields);
    expect(toServerFailure(thrown).code).toBe(code);
    // Core, which ships to browsers, does not know databases, and takes none for a bug of the app.
    expect(toFailure(thrown).code).toBe('UNKNOWN');
  });

  it('keeps the name of a failure that another error wraps', () => {
    const wrapped = Object.assign(new Error('x', { cause: new Failure(CONFLICT) }), {
      code: 'ER_X',
    });
    expect(toServerFailure(wrapped).code).toBe('CONFLICT');
    expect(toServerFailure(new TypeError('no')).code).toBe('DEFECT');
  });

  it('stays the failure it was', () => {
    const failure = new Failure(CONFLICT);
    expect(toDatabaseFailure(failure)).toBe(failure);
  });

  it.each([
    '53100',
    '25006',
    'SQLITE_FULL',
    'SQLITE_READONLY',
    'SQLITE_READONLY_DIRECTORY',
    'SQLITE_PERM',
    'SQLITE_IOERR_WRITE',
    'ENOSPC',
    'EROFS',
  ])('is a store that takes nothing now, and can later, with 507: %s', (code) => {
    const told = { status: 507, retry: 'later', effect: 'none' };
    expect(toDatabaseFailure({ code })).toMatchObject(told);
  });

  it.each<[string | number, string, string]>([
    ['ECONNREFUSED', 'later', 'none'],
    ['28P01', 'later', 'none'],
    ['57P03', 'later', 'none'],
    ['P1001', 'later', 'none'],
    ['P1017', 'later', 'unknown'],
    ['P1008', 'later', 'unknown'],
    ['ECONNRESET', 'later', 'unknown'],
    ['08006', 'later', 'unknown'],
    ['57P01', 'later', 'unknown'],
    ['PROTOCOL_CONNECTION_LOST', 'later', 'unknown'],
    ['SQLITE_IOERR', 'later', 'unknown'],
    ['40003', 'later', 'unknown'],
    ['0A000', 'never', 'none'],
    ['SQLITE_MISUSE', 'never', 'unknown'],
    ['23505', 'never', 'none'],
    ['40001', 'now', 'none'],
  ])('%s may be tried %s, and its effect is %s', (code, retry, effect) => {
    expect(toDatabaseFailure({ code })).toMatchObject({ retry, effect });
  });
});
