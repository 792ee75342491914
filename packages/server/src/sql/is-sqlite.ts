import { type Kysely, SqliteAdapter } from 'kysely';
import { requireDatabase } from './require-database.ts';

/** Which of the two databases it is, where they have no statement in common. */
export function isSqlite<TDatabase>(database: Kysely<TDatabase>): boolean {
  requireDatabase('A store in SQL', database);
  return database.getExecutor().adapter instanceof SqliteAdapter;
}
