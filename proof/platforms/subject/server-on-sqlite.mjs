import { createIdempotencyTables, sqlStore } from '@holdfast/server/sql';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Kysely } from 'kysely';
import { twice } from './server-in-memory.mjs';

/** `@holdfast/server/sql` on `@holdfast/server/sqlite`. */
async function onSqlite() {
  const database = new Kysely({ dialect: sqliteDialect(':memory:') });
  try {
    await createIdempotencyTables(database);
    await twice(sqlStore(database));
  } finally {
    await database.destroy();
  }
}

export const serverOnSqlite = { 'a server on SQLite': onSqlite };
