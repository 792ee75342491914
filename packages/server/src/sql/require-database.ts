import { requireMethods } from '../mistakes/require-value.ts';

/** Throws `DEFECT` for what is neither a database of Kysely nor a transaction of one. */
export function requireDatabase(caller: string, database: unknown): void {
  requireMethods(
    caller,
    { database },
    ['selectFrom', 'insertInto', 'getExecutor'],
    'a Kysely whose dialect is `sqliteDialect(path)` or `postgresDialect(pool)`',
  );
}
