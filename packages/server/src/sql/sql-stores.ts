import type { Kysely, Transaction } from 'kysely';
import type { AuditStore } from '../audit/audit-store.ts';
import type { IdempotencyStore } from '../idempotency/idempotency-store.ts';
import { memoryLimitStore } from '../limits/memory-limit-store.ts';
import type { RateLimitStore } from '../limits/rate-limit-store.ts';
import type { RetentionStore } from '../retention/retention-store.ts';
import type { StreamLog } from '../streams/stream-log.ts';
import type { TelemetryStore } from '../telemetry/telemetry-store.ts';
import type { ThreatStore } from '../threats/threat-store.ts';
import { databaseOf } from './database-of.ts';
import { sqlAuditStore } from './sql-audit-store.ts';
import { sqlLimitStore, type SqlLimitStoreOptions } from './sql-limit-store.ts';
import { sqlRetentionStore } from './sql-retention-store.ts';
import { sqlStore } from './sql-store.ts';
import { sqlStreamLog } from './sql-stream-log.ts';
import { sqlTelemetryStore } from './sql-telemetry-store.ts';
import { sqlThreatStore } from './sql-threat-store.ts';

export interface SqlStoresOptions {
  /** Of the store of limits, on a database that servers share. */
  readonly limits?: SqlLimitStoreOptions;
}

/** Every store on one database. Each needs its tables only when it is used. */
export interface SqlStores<TDatabase> {
  readonly keys: IdempotencyStore<Transaction<TDatabase>>;
  readonly streams: StreamLog;
  readonly limits: RateLimitStore;
  readonly telemetry: TelemetryStore;
  readonly threats: ThreatStore;
  readonly audit: AuditStore;
  readonly retention: RetentionStore;
}

/**
 * Makes every store on one database. Limits are counted in memory on SQLite: the file belongs to one process, whose
 * own memory is exact and costs nothing. Several processes on one file count together by `sqlLimitStore`.
 */
export function sqlStores<TDatabase>(
  database: Kysely<TDatabase>,
  { limits }: SqlStoresOptions = {},
): SqlStores<TDatabase> {
  const { locks } = databaseOf('sqlStores', database);
  return {
    keys: sqlStore(database),
    streams: sqlStreamLog(database),
    limits: locks ? sqlLimitStore(database, limits) : memoryLimitStore(),
    telemetry: sqlTelemetryStore(database),
    threats: sqlThreatStore(database),
    audit: sqlAuditStore(database),
    retention: sqlRetentionStore(database),
  };
}
