import { createRetention, type Retention, type RetentionTask } from '@holdfast/server/retention';
import type { FlushableAudit } from '@holdfast/server';
import type { AuditStore, IdempotencyStore, RateLimitStore } from '@holdfast/server/parts';
import { sqlRetentionStore, tableRetention } from '@holdfast/server/sql';
import type { ServerLog } from '@holdfast/server';
import type { Transaction } from 'kysely';
import type { Configuration } from './configuration.ts';
import type { Database, Tables } from './database/tables.ts';
import type { SessionStore } from './sessions/session-store.ts';

const DAY_MS = 86_400_000;

export interface FiresideRetentionOptions {
  readonly configuration: Pick<Configuration, 'keyMs' | 'telemetryMs' | 'auditMs'>;
  readonly database: Database;
  readonly store: IdempotencyStore<Transaction<Tables>>;
  readonly sessions: SessionStore;
  readonly limits: RateLimitStore;
  readonly audit: FlushableAudit;
  readonly audited: AuditStore;
  /** A report that runs every hour as well. */
  readonly hourly: () => void;
  readonly log: Pick<ServerLog, 'event'>;
}

/** All data that Fireside removes after some time, and the time for each. */
export function firesideRetention(options: FiresideRetentionOptions): Retention {
  const { configuration, database, store, sessions, limits, audit, audited, hourly, log } = options;
  const { keyMs, telemetryMs, auditMs } = configuration;
  const tasks: readonly RetentionTask[] = [
    // No rows, but once an hour.
    { name: 'metrics', spanMs: 0, prune: async () => (hourly(), 0) },
    { name: 'audit-numbers', spanMs: 0, prune: () => audit.flush().then(() => 0) },
    { name: 'keys', spanMs: keyMs, prune: store.prune, newest: store.newest },
    { name: 'sessions', spanMs: DAY_MS, prune: sessions.prune },
    { name: 'limits', spanMs: 0, prune: () => limits.prune() },
    { name: 'audit', spanMs: auditMs, prune: audited.prune },
    tableRetention(database, {
      name: 'telemetry',
      table: 'holdfast_telemetry',
      column: 'received_at',
      spanMs: telemetryMs,
      maxRows: 200_000,
    }),
    tableRetention(database, {
      name: 'threats',
      table: 'holdfast_threats',
      // For a block, the time is its end.
      column: 'heard_at',
      isAhead: true,
      spanMs: 30 * DAY_MS,
      maxRows: 100_000,
    }),
  ];
  return createRetention({
    store: sqlRetentionStore(database),
    tasks,
    report: (thrown, task) => log.event('error', 'upkeep.failed', { fields: { task }, thrown }),
  });
}
