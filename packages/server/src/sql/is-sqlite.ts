import { requireMethods } from '../mistakes/require-value.ts';
import { type Kysely, SqliteAdapter } from 'kysely';

/** Which of the two databases it is, where they have no statement in common. */
export function isSqlite<TDatabase>(database: Kysely<TDatabase>): boolean {
  requireMethods(
    'A store in SQL',
    { database },
    ['getExecutor'],
    'a Kysely whose dialect is `sqliteDialect(path)` or `postgresDialect(url)`',
  );
  return database.getExecutor().adapter instanceof SqliteAdapter;
}
