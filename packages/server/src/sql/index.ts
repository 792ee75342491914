// Transactions

/** Runs work in a transaction and repeats it after a conflict. */
export { transact } from './transact.ts';
/** Options of both dialects for work that waits inside a transaction. */
export type { IdleAdviceOptions } from './advise-of-idle.ts';
/** A check for `createHealth` that the database accepts writes. */
export { checkWrites } from './check-writes.ts';

/** The database behind a Kysely, for migrations in which databases differ. Refuses one that is not supported. */
export { databaseName } from './database-of.ts';
export type { SqlDatabaseName } from './sql-database.ts';

// Stores and their tables

/** Every store on one database: of keys, streams, limits, telemetry, evidence, the audit and the retention clock. */
export { sqlStores, type SqlStores } from './sql-stores.ts';
/** Keys of idempotent writes and paid effects. */
export { createIdempotencyTables, type IdempotencyTables } from './idempotency-tables.ts';
export { sqlStore } from './sql-store.ts';
/** Limits that servers share. */
export { createLimitTable } from './limit-table.ts';
export { sqlLimitStore } from './sql-limit-store.ts';
/** Streams and their events. */
export { createStreamTables } from './stream-tables.ts';
export { sqlStreamLog } from './sql-stream-log.ts';
/** Streams of the Durable Streams protocol. */
export { createDurableTables } from './durable-tables.ts';
export { sqlDurableStore } from './sql-durable-store.ts';
/** Telemetry of pages. */
export { createTelemetryTable } from './telemetry-table.ts';
/** Counts by the minute. */
export { createRollupTables } from './rollup-tables.ts';
export { sqlRollupStore } from './sql-rollup-store.ts';
/** Alerts, their rules, silences and history. */
export { createAlertTables } from './alert-tables.ts';
export { sqlAlertStore } from './sql-alert-store.ts';
/** Evidence against clients. */
export { createThreatTable } from './threat-table.ts';
/** The audit. */
export { createAuditTable } from './audit-table.ts';
/** Events for the relay. */
export { createRelayTables } from './relay-tables.ts';
export { sqlRelayStore } from './sql-relay-store.ts';

// Messages from elsewhere

/** Gives each message its effects once, although a broker delivers it several times. */
export { type ConsumeOnce, createConsumeOnce } from './create-consume-once.ts';
/** The ids of messages whose effects are there. */
export { createConsumedTable } from './consumed-table.ts';

// Retention

/** The retention clock. */
export { createRetentionTable } from './retention-table.ts';
/** Removes old rows of a table of the app. */
export { tableRetention } from './table-retention.ts';
