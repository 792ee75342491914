import type { Severity } from '@holdfast/core/parts';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { type Kysely, sql } from 'kysely';
import type { TelemetryStore } from '../telemetry/telemetry-store.ts';
import { deleteInSteps } from './delete-some.ts';
import type { TelemetryTables } from './telemetry-table.ts';
import { databaseOf } from './database-of.ts';
import { hasMembers } from './has-members.ts';
import { keptJson } from './kept-json.ts';

/** Keeps events in a database (see `createTelemetryTable`), SQLite or PostgreSQL. */
export function sqlTelemetryStore<TDatabase>(database: Kysely<TDatabase>): TelemetryStore {
  databaseOf('sqlTelemetryStore', database);
  const telemetry = database as unknown as Kysely<TelemetryTables>;
  return {
    async add(events) {
      if (events.length === 0) return [];
      const rows = await telemetry
        .insertInto('holdfast_telemetry')
        .values(
          events.map(({ id, receivedAt, severity, event, release, session }) => ({
            id,
            received_at: receivedAt,
            severity,
            type: event.type,
            incident_id: event.incidentId ?? null,
            release: release ?? null,
            session: session ?? null,
            event: JSON.stringify(event),
          })),
        )
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .execute();
      return rows.map(({ id }) => id);
    },
    async latest(count) {
      const rows = await telemetry
        .selectFrom('holdfast_telemetry')
        .select(['id', 'received_at', 'severity', 'event', 'release', 'session'])
        // Ids are made in order of time, so they order the events of one batch.
        .orderBy('received_at', 'desc')
        .orderBy('id', 'desc')
        .limit(count)
        .execute();
      return rows.flatMap(({ id, received_at, severity, event: text, release, session }) => {
        const event = keptJson(text) as TelemetryEvent | undefined;
        return event && hasMembers(event, { type: 'text', at: 'number' })
          ? {
              ...{ id, receivedAt: received_at, severity: severity as Severity, event },
              ...(release !== null && { release }),
              ...(session !== null && { session }),
            }
          : [];
      });
    },
    prune: (receivedBefore, limit) =>
      deleteInSteps(telemetry, 'holdfast_telemetry', sql`received_at < ${receivedBefore}`, limit),
  };
}
