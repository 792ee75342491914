import { requireMethods } from '../mistakes/require-value.ts';

/** Throws `DEFECT` unless the value is a database of Kysely or a transaction of one. */
export function requireDatabase(caller: string, database: unknown): void {
  requireMethods(
    caller,
    { database },
    ['selectFrom', 'insertInto', 'getExecutor'],
    'a Kysely whose dialect is `sqliteDialect(path)` or `postgresDialect(pool)`',
  );
}
