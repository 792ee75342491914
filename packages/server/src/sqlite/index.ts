export { createIdempotencyTable, type IdempotencyTables } from './idempotency-table.ts';
export { nameDatabaseError } from './database-failure.ts';
export { sqliteDialect, type SqliteOptions } from './node-sqlite-dialect.ts';
export { sqlStore } from './sql-store.ts';
export { transact } from './transact.ts';
