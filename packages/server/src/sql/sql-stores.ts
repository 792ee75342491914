import type { Kysely, Transaction } from 'kysely';
import { requireOptionsAlways } from '@holdfast/core/parts';
import type { AlertStore } from '../alerts/alert-store.ts';
import type { AuditStore } from '../audit/audit-store.ts';
import type { IdempotencyStore } from '../idempotency/idempotency-store.ts';
import { memoryLimitStore } from '../limits/memory-limit-store.ts';
import type { RateLimitStore } from '../limits/rate-limit-store.ts';
import type { RollupStore } from '../monitoring/rollup.ts';
import type { RelayStore } from '../relay/relay-store.ts';
import type { RetentionStore } from '../retention/retention-store.ts';
import type { DurableStore } from '../streams/durable/durable-store.ts';
import type { StreamLog } from '../streams/stream-log.ts';
import type { TelemetryStore } from '../telemetry/telemetry-store.ts';
import type { ThreatStore } from '../threats/threat-store.ts';
import { databaseOf } from './database-of.ts';
import { sqlAlertStore } from './sql-alert-store.ts';
import { sqlAuditStore } from './sql-audit-store.ts';
import { sqlDurableStore } from './sql-durable-store.ts';
import { sqlLimitStore, type SqlLimitStoreOptions } from './sql-limit-store.ts';
import { sqlRetentionStore } from './sql-retention-store.ts';
import { sqlRelayStore } from './sql-relay-store.ts';
import { sqlRollupStore } from './sql-rollup-store.ts';
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
  readonly durable: DurableStore;
  readonly limits: RateLimitStore;
  readonly telemetry: TelemetryStore;
  readonly relay: RelayStore<Transaction<TDatabase>>;
  readonly rollups: RollupStore;
  readonly alerts: AlertStore<Transaction<TDatabase>>;
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
  options: SqlStoresOptions = {},
): SqlStores<TDatabase> {
  requireOptionsAlways('sqlStores', options, {
    limits: 'an object?',
  });

  const { limits } = options;
  const { locks } = databaseOf('sqlStores', database);
  return {
    keys: sqlStore(database),
    streams: sqlStreamLog(database),
    durable: sqlDurableStore(database),
    limits: locks ? sqlLimitStore(database, limits) : memoryLimitStore(),
    telemetry: sqlTelemetryStore(database),
    relay: sqlRelayStore(database),
    rollups: sqlRollupStore(database),
    alerts: sqlAlertStore(database),
    threats: sqlThreatStore(database),
    audit: sqlAuditStore(database),
    retention: sqlRetentionStore(database),
  };
}
