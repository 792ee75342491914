export { postgresDialect, type PgPool, type PostgresOptions } from './postgres-dialect.ts';
