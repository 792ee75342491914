export { createIdempotencyTable, type IdempotencyTables } from './idempotency-table.ts';
export { createLimitTable, type LimitTables } from './limit-table.ts';
export { nameDatabaseError } from './database-failure.ts';
export { sqliteDialect, type SqliteOptions } from './node-sqlite-dialect.ts';
export { sqlLimitStore, type SqlLimitStoreOptions } from './sql-limit-store.ts';
export { sqlStore } from './sql-store.ts';
export { transact } from './transact.ts';
