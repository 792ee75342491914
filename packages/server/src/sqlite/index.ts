export { sqliteDialect, type SqliteOptions } from './node-sqlite-dialect.ts';
export type { IdleAdvice } from '../sql/create-idle-watch.ts';
