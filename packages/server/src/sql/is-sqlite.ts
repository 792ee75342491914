import { type Kysely, SqliteAdapter } from 'kysely';

/** Which of the two databases it is, where they have no statement in common. */
export function isSqlite<TDatabase>(database: Kysely<TDatabase>): boolean {
  return database.getExecutor().adapter instanceof SqliteAdapter;
}
