import { createRetention, type Retention, type RetentionTask } from '@holdfast/server/retention';
import type { FlushableAudit, RequestMetrics, ServerLog } from '@holdfast/server';
import { type SqlStores, tableRetention } from '@holdfast/server/sql';
import type { Configuration } from './configuration.ts';
import type { Database, Tables } from './database/tables.ts';
import type { SessionStore } from './sessions/session-store.ts';

const DAY_MS = 86_400_000;

export interface FiresideRetentionOptions {
  readonly configuration: Pick<Configuration, 'keyMs' | 'telemetryMs' | 'auditMs'>;
  readonly database: Database;
  readonly stores: SqlStores<Tables>;
  readonly sessions: SessionStore;
  readonly audit: FlushableAudit;
  /** They are reported every hour. */
  readonly metrics: Pick<RequestMetrics, 'report'>;
  readonly log: Pick<ServerLog, 'event'>;
}

/** All data that Fireside removes after some time, and the time for each. */
export function firesideRetention(options: FiresideRetentionOptions): Retention {
  const { configuration, database, stores, sessions, audit, metrics, log } = options;
  const { keyMs, telemetryMs, auditMs } = configuration;
  const tasks: readonly RetentionTask[] = [
    // These two remove no rows. They run once an hour.
    { name: 'metrics', spanMs: 0, prune: async () => (metrics.report(), 0) },
    { name: 'audit-numbers', spanMs: 0, prune: () => audit.flush().then(() => 0) },
    { name: 'keys', spanMs: keyMs, prune: stores.keys.prune, newest: stores.keys.newest },
    { name: 'sessions', spanMs: DAY_MS, prune: sessions.prune },
    { name: 'limits', spanMs: 0, prune: () => stores.limits.prune() },
    { name: 'audit', spanMs: auditMs, prune: stores.audit.prune },
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
    store: stores.retention,
    tasks,
    report: (thrown, task) => log.event('error', 'upkeep.failed', { fields: { task }, thrown }),
  });
}
