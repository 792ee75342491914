import {
  createRetention,
  type Retention,
  type RetentionTask,
  streamRetention,
} from '@holdfast/server/retention';
import type { FlushableAudit, RequestMetrics, ServerLog } from '@holdfast/server';
import { type SqlStores, tableRetention } from '@holdfast/server/sql';
import type { Configuration } from './configuration.ts';
import type { Database, Tables } from './database/tables.ts';
import type { SpendingLedger } from './spending/spending.ts';
import type { SessionStore } from './sessions/session-store.ts';
import type { StoryTeller } from './stories/story-teller.ts';

const DAY_MS = 86_400_000;
const RECEIPTS_MS = 90 * DAY_MS;
/** For this time, a device can read an ended text from the log. The take has had the words since the text ended. */
const STREAMS_MS = 7 * DAY_MS;
const TAKES_AT_ONCE = 1000;

export interface FiresideRetentionOptions {
  readonly configuration: Pick<Configuration, 'keyMs' | 'telemetryMs' | 'auditMs'>;
  readonly database: Database;
  readonly stores: SqlStores<Tables>;
  readonly sessions: SessionStore;
  readonly spending: Pick<SpendingLedger, 'settleAbandoned' | 'prune'>;
  readonly teller: Pick<StoryTeller, 'settleAll'>;
  readonly audit: FlushableAudit;
  /** They are reported every hour. */
  readonly metrics: Pick<RequestMetrics, 'report'>;
  readonly log: Pick<ServerLog, 'event'>;
}

/** All data that Fireside removes after some time, and the time for each. */
export function firesideRetention(options: FiresideRetentionOptions): Retention {
  const { configuration, database, stores, sessions, spending, teller } = options;
  const { audit, metrics, log } = options;
  const { keyMs, telemetryMs, auditMs } = configuration;
  const streams = streamRetention(stores.streams, { eventsMs: STREAMS_MS, streamsMs: keyMs });
  const tasks: readonly RetentionTask[] = [
    // These two remove no rows. They run once an hour.
    { name: 'metrics', spanMs: 0, prune: async () => (metrics.report(), 0) },
    { name: 'audit-numbers', spanMs: 0, prune: () => audit.flush().then(() => 0) },
    { name: 'keys', spanMs: keyMs, prune: stores.keys.prune, newest: stores.keys.newest },
    { name: 'sessions', spanMs: DAY_MS, prune: sessions.prune },
    { name: 'reservations', spanMs: 0, prune: (_, limit) => spending.settleAbandoned(limit) },
    { name: 'receipts', spanMs: RECEIPTS_MS, prune: spending.prune },
    {
      ...streams,
      // Retention deletes a stream only after its take has the words.
      prune: async (...given) => {
        await teller.settleAll(TAKES_AT_ONCE);
        return streams.prune(...given);
      },
    },
    { name: 'limits', spanMs: 0, prune: () => stores.limits.prune() },
    { name: 'audit', spanMs: auditMs, prune: stores.audit.prune },
    tableRetention(database, {
      name: 'deleted-stories',
      table: 'stories',
      column: 'deleted_at',
      spanMs: 30 * DAY_MS,
    }),
    tableRetention(database, {
      name: 'telemetry',
      table: 'holdfast_telemetry',
      column: 'received_at',
      spanMs: telemetryMs,
      maxRows: 200_000,
    }),
    ...['holdfast_rollups', 'holdfast_affected'].map((table) =>
      tableRetention(database, {
        ...{ name: table.replace('holdfast_', ''), table, column: 'minute' },
        spanMs: 30 * DAY_MS,
        maxRows: 500_000,
      }),
    ),
    { name: 'alerts', spanMs: 90 * DAY_MS, prune: stores.alerts.prune },
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
