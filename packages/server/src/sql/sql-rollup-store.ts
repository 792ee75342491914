import { type Kysely, type RawBuilder, sql } from 'kysely';
import {
  type AffectedQuery,
  type AffectedSession,
  type RollupMeasure,
  type RollupRange,
  type RollupRow,
  type RollupStore,
  stepOf,
} from '../monitoring/rollup.ts';
import { databaseOf } from './database-of.ts';
import { deleteInSteps } from './delete-some.ts';
import type { RollupTables } from './rollup-tables.ts';
import { transact } from './transact.ts';

const ROWS_AT_ONCE = 500;
// PostgreSQL gives a whole number of 64 bits as text, unless the app told its pool otherwise.
type Whole = number | string;
const SESSIONS = sql<Whole>`cast(count(distinct session) as bigint)`;

/** Keeps counts by the minute in a database (see `createRollupTables`), SQLite or PostgreSQL. */
export function sqlRollupStore<TDatabase>(database: Kysely<TDatabase>): RollupStore {
  databaseOf('sqlRollupStore', database);
  const rollups = database as unknown as Kysely<RollupTables>;
  const affected = ({ from, to, operation, code }: AffectedQuery) =>
    rollups
      .selectFrom('holdfast_affected')
      .where('minute', '>=', from)
      .where('minute', '<', to)
      .$if(operation !== undefined, (query) => query.where('operation', '=', operation ?? ''))
      .$if(code !== undefined, (query) => query.where('code', '=', code ?? ''));

  return {
    async add(rows, reached = []) {
      if (rows.length + reached.length === 0) return;
      await transact(rollups, async (transaction) => {
        for (const some of inChunks(rows.toSorted(byKey))) {
          // oxlint-disable-next-line no-await-in-loop -- one connection, one statement after another
          await transaction
            .insertInto('holdfast_rollups')
            .values(some)
            .onConflict((conflict) =>
              conflict
                .columns(['minute', 'measure', 'operation', 'detail', 'release'])
                .doUpdateSet({ count: sql<number>`holdfast_rollups.count + excluded.count` }),
            )
            .execute();
        }
        for (const some of inChunks(reached.toSorted(bySession))) {
          // oxlint-disable-next-line no-await-in-loop -- one connection, one statement after another
          await transaction
            .insertInto('holdfast_affected')
            .values(some)
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        }
      });
    },
    async read(range, measures) {
      if (measures?.length === 0) return [];
      const start = startOf(range);
      const rows = await rollups
        .selectFrom('holdfast_rollups')
        .select([start.as('minute'), 'measure', 'operation', 'detail', 'release'])
        .select(sql<Whole>`cast(sum(count) as bigint)`.as('count'))
        .where('minute', '>=', range.from)
        .where('minute', '<', range.to)
        .$if(measures !== undefined, (query) => query.where('measure', 'in', measures ?? []))
        .groupBy([start, 'measure', 'operation', 'detail', 'release'])
        .execute();
      return rows.map(({ minute, measure, count, ...row }) => ({
        ...row,
        minute: Number(minute),
        measure: measure as RollupMeasure,
        count: Number(count),
      }));
    },
    async affectedSessions(query) {
      const row = await affected(query).select(SESSIONS.as('sessions')).executeTakeFirst();
      return Number(row?.sessions ?? 0);
    },
    async affectedSteps(query) {
      const start = startOf(query);
      const rows = await affected(query)
        .select([start.as('minute'), SESSIONS.as('sessions')])
        .groupBy(start)
        .orderBy(start)
        .execute();
      return rows.map(({ minute, sessions }) => ({
        minute: Number(minute),
        sessions: Number(sessions),
      }));
    },
    async affectedFailures(query) {
      const rows = await affected(query)
        .select(['operation', 'code', SESSIONS.as('sessions')])
        .groupBy(['operation', 'code'])
        .orderBy(SESSIONS, 'desc')
        .orderBy('operation')
        .orderBy('code')
        .execute();
      return rows.map((row) => ({ ...row, sessions: Number(row.sessions) }));
    },
    async prune(before, limit = Number.POSITIVE_INFINITY) {
      const old = sql`minute < ${before}`;
      const removed = await deleteInSteps(rollups, 'holdfast_rollups', old, limit);
      return removed + (await deleteInSteps(rollups, 'holdfast_affected', old, limit - removed));
    },
  };
}

/** The beginning of the step of a row. The step is a literal: a parameter of SQLite is no integer. */
function startOf(range: Pick<RollupRange, 'stepMs'>): RawBuilder<Whole> {
  const step = sql.lit(stepOf(range));
  return sql<Whole>`(minute / ${step}) * ${step}`;
}

function inChunks<T>(rows: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(rows.length / ROWS_AT_ONCE);
  return Array.from({ length: count }, (_, at) =>
    rows.slice(at * ROWS_AT_ONCE, (at + 1) * ROWS_AT_ONCE),
  );
}

// Servers that add at once lock the same rows in the same order, so none waits for another in a circle.
const byKey = (one: RollupRow, other: RollupRow): number =>
  one.minute - other.minute ||
  compare(one.measure, other.measure) ||
  compare(one.operation, other.operation) ||
  compare(one.detail, other.detail) ||
  compare(one.release, other.release);
const bySession = (one: AffectedSession, other: AffectedSession): number =>
  one.minute - other.minute ||
  compare(one.operation, other.operation) ||
  compare(one.code, other.code) ||
  compare(one.session, other.session);
const compare = (one: string, other: string): number => Number(one > other) - Number(one < other);
