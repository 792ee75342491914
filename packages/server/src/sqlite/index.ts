export { sqliteDialect, type SqliteOptions } from './node-sqlite-dialect.ts';
