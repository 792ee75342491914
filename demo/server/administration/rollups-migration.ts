import { createRollupTables, createTelemetryTable } from '@holdfast/server/sql';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Moves Fireside's own minutes into the tables of the kit, under the names that the kit has for the measures. */
export const rollups: Migration = {
  async up(database) {
    await createRollupTables(database);
    // Again, for the columns of the release and the session.
    await createTelemetryTable(database);
    await sql`
      insert into holdfast_rollups (minute, measure, operation, detail, release, count)
      select minute, case measure when 'latency' then 'request-time' else measure end,
        operation, detail, '', count
      from metric_minutes where measure <> 'session'
    `.execute(database);
    // They were sessions that a failed answer reached, of whichever kind.
    await sql`
      insert into holdfast_affected (minute, operation, code, session)
      select minute, operation, '', detail from metric_minutes where measure = 'session'
    `.execute(database);
    await sql`drop table metric_minutes`.execute(database);
  },
};
