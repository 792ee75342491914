/** Kysely's dialect for PostgreSQL, with deadlines and named failures. */
export { postgresDialect } from './postgres-dialect.ts';
