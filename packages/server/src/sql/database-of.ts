import type { Kysely } from 'kysely';
import { refuseUnless } from '../mistakes/defect.ts';
import { requireMethods } from '../mistakes/require-value.ts';
import { postgresDatabase } from './postgres-database.ts';
import type { SqlDatabase, SqlDatabaseName } from './sql-database.ts';
import { sqliteDatabase } from './sqlite-database.ts';

const DATABASES: readonly SqlDatabase[] = [sqliteDatabase, postgresDatabase];

/**
 * The database behind a Kysely or one of its transactions. `caller` is the function to name in the failure.
 *
 * Throws `DEFECT` for a value that is no Kysely, and for a database that has no file here.
 */
export function databaseOf<TDatabase>(caller: string, database: Kysely<TDatabase>): SqlDatabase {
  requireMethods(
    caller,
    { database },
    ['selectFrom', 'insertInto', 'getExecutor'],
    'a Kysely whose dialect is `sqliteDialect(path)` or `postgresDialect(pool)`',
  );
  const { adapter } = database.getExecutor();
  const found = DATABASES.find((one) => one.owns(adapter));
  refuseUnless(
    found !== undefined,
    `${caller}: this database is not supported (${adapter.constructor.name}): use ${DATABASES.map(({ name }) => name).join(' or ')}.`,
  );
  return found;
}

/** The name of the database behind a Kysely. Throws `DEFECT` for a database that is not supported. */
export function databaseName<TDatabase>(database: Kysely<TDatabase>): SqlDatabaseName {
  return databaseOf('databaseName', database).name;
}
