import { type Kysely, sql, type Transaction } from 'kysely';
import type { AlertChange, AlertStore } from '../alerts/alert-store.ts';
import type { Alert } from '../alerts/state/alert.ts';
import type { AlertEvent } from '../alerts/state/alert-event.ts';
import { isStorable } from '../requests/is-storable.ts';
import type { AlertTables } from './alert-tables.ts';
import { databaseOf } from './database-of.ts';
import { deleteInSteps } from './delete-some.ts';
import { keptAlert } from './kept-alert.ts';
import { keptAlertEvent } from './kept-alert-event.ts';
import { keptJson } from './kept-json.ts';
import { keptRules } from './kept-rules.ts';
import { keptSilence } from './kept-silence.ts';
import { transact } from './transact.ts';

/** Keeps alerts in a database (see `createAlertTables`), SQLite or PostgreSQL, for any number of servers. */
export function sqlAlertStore<TDatabase>(
  database: Kysely<TDatabase>,
): AlertStore<Transaction<TDatabase>> {
  databaseOf('sqlAlertStore', database);
  const tables = database as unknown as Kysely<AlertTables>;
  return {
    async lease(holder, now, ttlMs) {
      const row = await tables
        .insertInto('holdfast_alert_lease')
        .values({ id: 1, holder, epoch: 1, until: now + ttlMs })
        .onConflict((conflict) =>
          conflict
            .column('id')
            .doUpdateSet({
              holder,
              epoch: sql<number>`
                holdfast_alert_lease.epoch
                + case when holdfast_alert_lease.holder = excluded.holder then 0 else 1 end
              `,
              until: now + ttlMs,
            })
            .where(({ eb, or }) =>
              or([
                eb('holdfast_alert_lease.holder', '=', holder),
                eb('holdfast_alert_lease.until', '<=', now),
                // A clock that was set back: no lease is that long.
                eb('holdfast_alert_lease.until', '>', now + 10 * ttlMs),
              ]),
            ),
        )
        .returning('epoch')
        .executeTakeFirst();
      return row && { holder, epoch: row.epoch };
    },
    leased: () =>
      tables
        .selectFrom('holdfast_alert_lease')
        .select(['holder', 'epoch', 'until'])
        .executeTakeFirst(),
    async release({ holder, epoch }) {
      await tables
        .updateTable('holdfast_alert_lease')
        .set({ until: 0 })
        .where('holder', '=', holder)
        .where('epoch', '=', epoch)
        .execute();
    },

    async rules() {
      const row = await tables.selectFrom('holdfast_alert_rules').selectAll().executeTakeFirst();
      if (!row) return undefined;
      const kept = keptRules(row.rules);
      return {
        revision: row.revision,
        rules: kept ?? [],
        at: row.changed_at,
        ...(row.changed_by !== null && { by: row.changed_by }),
        ...(!kept && { isDamaged: true }),
      };
    },
    async saveRules({ revision, rules, at, by }) {
      const row = {
        ...{ revision, changed_at: at, changed_by: by ?? null },
        rules: JSON.stringify(rules),
      };
      if (!Number.isSafeInteger(revision)) return false;
      if (revision !== 1) {
        const { numUpdatedRows } = await tables
          .updateTable('holdfast_alert_rules')
          .set(row)
          .where('revision', '=', revision - 1)
          .executeTakeFirst();
        return numUpdatedRows > 0;
      }
      const { numInsertedOrUpdatedRows } = await tables
        .insertInto('holdfast_alert_rules')
        .values({ id: 1, ...row })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      return Number(numInsertedOrUpdatedRows ?? 0) > 0;
    },

    async open(now) {
      const rows = await tables
        .selectFrom('holdfast_alerts')
        .selectAll()
        .where(({ eb, or }) => or([eb('kind', '<>', 'ok'), eb('cool_until', '>', now)]))
        .execute();
      return rows.map(keptAlert);
    },
    async alert(fingerprint) {
      if (!isStorable(fingerprint)) return undefined;
      const row = await tables
        .selectFrom('holdfast_alerts')
        .selectAll()
        .where('fingerprint', '=', fingerprint)
        .executeTakeFirst();
      return row && keptAlert(row);
    },
    async memories() {
      const rows = await tables.selectFrom('holdfast_alert_memories').selectAll().execute();
      // A rule without its memory learns anew.
      return new Map(rows.map(({ rule, memory }) => [rule, keptJson(memory)]));
    },
    async commit(change, enqueue) {
      try {
        await transact(tables, async (transaction) => {
          if (!(await hasLease(transaction, change))) throw STALE;
          for (const alert of change.alerts) {
            // oxlint-disable-next-line no-await-in-loop -- one connection, one statement after another
            if (!(await saveAlert(transaction, alert))) throw STALE;
          }
          await enqueue?.(transaction as unknown as Transaction<TDatabase>);
          await addEvents(transaction, change.events);
          for (const [rule, memory] of change.memories) {
            const row = { rule, memory: JSON.stringify(memory) };
            // oxlint-disable-next-line no-await-in-loop -- as above
            await transaction
              .insertInto('holdfast_alert_memories')
              .values(row)
              .onConflict((conflict) => conflict.column('rule').doUpdateSet(row))
              .execute();
          }
        });
        return true;
      } catch (error) {
        if (error === STALE) return false;
        throw error;
      }
    },

    async history(limit, fingerprint) {
      if (fingerprint !== undefined && !isStorable(fingerprint)) return [];
      const rows = await tables
        .selectFrom('holdfast_alert_events')
        .select('event')
        .$if(fingerprint !== undefined, (query) =>
          query.where('fingerprint', '=', fingerprint as string),
        )
        .orderBy('at', 'desc')
        .orderBy('fingerprint')
        .orderBy('version', 'desc')
        .orderBy('place', 'desc')
        .limit(limit)
        .execute();
      return rows.flatMap(({ event }) => keptAlertEvent(event) ?? []);
    },

    async addSilence(silence) {
      const { id, until } = silence;
      await tables
        .insertInto('holdfast_alert_silences')
        .values({ id, until, silence: JSON.stringify(silence) })
        .execute();
    },
    async silences(now) {
      const rows = await tables
        .selectFrom('holdfast_alert_silences')
        .select('silence')
        .where('until', '>', now)
        .orderBy('until')
        .execute();
      return rows.flatMap(({ silence }) => keptSilence(silence) ?? []);
    },
    async endSilence(id, now) {
      if (!isStorable(id)) return false;
      const { numDeletedRows } = await tables
        .deleteFrom('holdfast_alert_silences')
        .where('id', '=', id)
        .where('until', '>', now)
        .executeTakeFirst();
      return numDeletedRows > 0;
    },

    async prune(before, limit = Number.POSITIVE_INFINITY) {
      const events = await deleteInSteps(
        tables,
        'holdfast_alert_events',
        sql`at < ${before}`,
        limit,
      );
      const alerts = await deleteInSteps(
        tables,
        'holdfast_alerts',
        sql`kind = 'ok' and at < ${before} and cool_until < ${before}`,
        limit - events,
      );
      await deleteInSteps(tables, 'holdfast_alert_silences', sql`until < ${before}`);
      return events + alerts;
    },
  };
}

/** A database takes some ten thousand parameters in one statement. */
const ROWS_AT_ONCE = 500;

/** Undoes the transaction of a change that comes too late. */
const STALE = Symbol('stale');

async function hasLease(
  transaction: Transaction<AlertTables>,
  { lease }: AlertChange,
): Promise<boolean> {
  if (!lease) return true;
  // The update that changes nothing locks the row, so that no server takes the lease over before this commits.
  const { numUpdatedRows } = await transaction
    .updateTable('holdfast_alert_lease')
    .set({ epoch: lease.epoch })
    .where('epoch', '=', lease.epoch)
    .where('holder', '=', lease.holder)
    .executeTakeFirst();
  return numUpdatedRows > 0;
}

async function saveAlert(transaction: Transaction<AlertTables>, alert: Alert): Promise<boolean> {
  const { fingerprint, state, version } = alert;
  const row = {
    ...{ kind: state.kind, at: state.at, version },
    cool_until: 'coolUntil' in state ? state.coolUntil : 0,
    alert: JSON.stringify(alert),
  };
  if (version > 1) {
    const { numUpdatedRows } = await transaction
      .updateTable('holdfast_alerts')
      .set(row)
      .where('fingerprint', '=', fingerprint)
      .where('version', '=', version - 1)
      .executeTakeFirst();
    return numUpdatedRows > 0;
  }
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('holdfast_alerts')
    .values({ fingerprint, ...row })
    .onConflict((conflict) => conflict.column('fingerprint').doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0) > 0;
}

async function addEvents(
  transaction: Transaction<AlertTables>,
  events: readonly AlertEvent[],
): Promise<void> {
  const rows = events.map((event, place) => ({
    fingerprint: event.fingerprint,
    version: event.version,
    place,
    at: event.at,
    event: JSON.stringify(event),
  }));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE);
    // oxlint-disable-next-line no-await-in-loop -- one connection, one statement after another
    await transaction.insertInto('holdfast_alert_events').values(some).execute();
  }
}
