import type * as storage from '../kinds/storage.ts';
import type * as transaction from '../kinds/transaction.ts';
import type { Advice } from './advice.ts';

type Code = keyof typeof storage | keyof typeof transaction;

export const deviceAdvice: Readonly<Record<Code, Advice>> = {
  STORAGE_FAILED: {
    message: 'The storage failed without saying more.',
    remedy: 'Open the database again; tell the person that nothing is kept meanwhile.',
  },
  STORAGE_UNAVAILABLE: {
    message:
      'Storage is blocked here: a private window, cookies off, a sandbox, or files that may not be written.',
    remedy: 'Go on in memory, and say so.',
  },
  STORAGE_QUOTA: {
    message: 'The quota of the origin, or the disk, is full.',
    remedy: 'Drop caches, ask for persistent storage, and tell the person.',
  },
  STORAGE_CORRUPT: {
    message: 'What was read is not what was written.',
    remedy: 'Put it aside, never over it; restore from the server.',
  },
  STORAGE_NEWER: {
    message: 'A newer version of the app wrote what is stored.',
    remedy: 'Read only, and offer the update.',
  },
  STORAGE_CONNECTION_LOST: {
    message:
      'The connection was closed: by an upgrade, by the browser, or by a page that went to sleep.',
    remedy: 'Open it again and repeat the transaction.',
  },
  STORAGE_QUERY_FAILED: {
    message: 'A key, value, store or index does not fit the database.',
    remedy: 'Correct the call; the same call will fail again.',
  },
  STORAGE_MIGRATION_FAILED: {
    message: 'For apps and servers to raise: a migration threw; the old data is untouched.',
    remedy: 'Keep the old data, correct the migration, ship again.',
  },
  STORAGE_BLOCKED: {
    message: 'Another tab holds an older version of the database open.',
    remedy: 'Close connections on `versionchange`; ask for the other tabs to be closed.',
  },
  DATABASE_FAILED: {
    message: 'The database of the server failed.',
    remedy: 'Look up the incident in the log of the server.',
  },
  DATABASE_UNREACHABLE: {
    message: 'The database refuses or lost the connection.',
    remedy: 'Check that it runs, its credentials, and the size of the pool.',
  },
  DATABASE_QUERY_FAILED: {
    message: 'The database refused a query.',
    remedy: 'Correct the query or run the missing migration.',
  },
  DATABASE_FULL: {
    message: 'The disk of the database is full.',
    remedy: 'Free space; writes go on then.',
  },
  TRANSACTION_DEADLOCK: {
    message: 'Two transactions waited for each other; this one was undone.',
    remedy: 'Repeat it, and take locks in one order everywhere.',
  },
  TRANSACTION_CONFLICT: {
    message: 'Another transaction changed the same rows; this one was undone.',
    remedy: 'Repeat the whole transaction.',
  },
  TRANSACTION_TIMEOUT: {
    message: 'A lock or a statement took longer than allowed; nothing was changed.',
    remedy: 'Make transactions shorter; repeat later.',
  },
  TRANSACTION_ROLLED_BACK: {
    message: 'The transaction was undone.',
    remedy: 'Look at the cause; repeat if it was not yours.',
  },
  COMMIT_UNCERTAIN: {
    message: 'The connection died during the commit.',
    remedy: 'Read what is there before repeating, or rely on the idempotency key.',
  },
  CONSTRAINT_BROKEN: {
    message: 'A unique key, reference or check refused the change.',
    remedy: 'Answer it as a conflict or as an issue of a field.',
  },
  LOCK_LOST: {
    message: 'The lock was stolen while it was held.',
    remedy: 'Stop at once; check the epoch before each write.',
  },
  LOCK_UNAVAILABLE: {
    message: 'The lock is taken, or this context has no locks.',
    remedy: 'Wait for it, or let the other tab do the work.',
  },
};
