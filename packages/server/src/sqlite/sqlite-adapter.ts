import { SqliteAdapter } from 'kysely';

/**
 * Tells Kysely the abilities of SQLite. The driver queues callers for the one connection, so that each waits for a
 * limited time. A migration that fails or dies leaves no changes: SQLite creates tables inside a transaction as well,
 * which also keeps two processes from migrating at once.
 */
export class LinedUpSqliteAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }

  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
