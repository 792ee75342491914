export { postgresDialect, type PostgresOptions } from './postgres-dialect.ts';
export type { PgPool } from './pg-pool.ts';
