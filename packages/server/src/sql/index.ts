// Transactions
export { transact, type TransactOptions } from './transact.ts';
export type { IdleAdviceOptions } from './advise-of-idle.ts';
export type { IdleAdvice } from './create-idle-watch.ts';

// Health
export { checkWrites, type CheckWritesOptions } from './check-writes.ts';

// Stores
export { createIdempotencyTables, type IdempotencyTables } from './idempotency-tables.ts';
export { sqlStore } from './sql-store.ts';
export { createLimitTable, type LimitTables } from './limit-table.ts';
export { createTelemetryTable, type TelemetryTables } from './telemetry-table.ts';
export { sqlTelemetryStore } from './sql-telemetry-store.ts';
export { sqlLimitStore, type SqlLimitStoreOptions } from './sql-limit-store.ts';
export { createStreamTables, type StreamTables } from './stream-tables.ts';
export { sqlStreamLog } from './sql-stream-log.ts';
export { createThreatTable, type ThreatTables } from './threat-table.ts';
export { sqlThreatStore } from './sql-threat-store.ts';
export { createAuditTable, type AuditTables } from './audit-table.ts';
export { sqlAuditStore } from './sql-audit-store.ts';

// Retention
export { createRetentionTable, type RetentionTables } from './retention-table.ts';
export { sqlRetentionStore } from './sql-retention-store.ts';
export { tableRetention, type TableRetentionOptions } from './table-retention.ts';
