/** Kysely's dialect for the SQLite of Node, with deadlines and named failures. */
export { sqliteDialect, type SqliteOptions } from './node-sqlite-dialect.ts';
