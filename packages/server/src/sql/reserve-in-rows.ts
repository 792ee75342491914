import { uuidV7, webPlatform } from '@holdfast/core/parts';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import {
  NOTHING_TAKEN,
  type Report,
  type Reservation,
  reserve,
  type SharedWindow,
} from '../limits/lease-state.ts';
import type { RequestLimit } from '../limits/window-state.ts';
import { databaseOf } from './database-of.ts';
import { hasMembers, type MemberForms } from './has-members.ts';
import { keptJson } from './kept-json.ts';
import type { LimitTables } from './limit-table.ts';

/** One key of a reservation. No two have the same name. */
export interface RowToReserveIn {
  readonly name: string;
  readonly limit: RequestLimit;
  /** Makes the report, given the time of the clock that all servers share. */
  readonly report: (clock: number) => Report;
}

/** Reserves in the windows of several keys, in two statements at most. */
export type ReserveInRows = (
  rows: readonly RowToReserveIn[],
) => Promise<ReadonlyMap<string, Reservation>>;

/** A window in a row. Its times are counted back from the end of the row. */
interface Content {
  readonly text: string;
  readonly until: number;
}

// Rows of this layout have other keys than rows of an earlier one, which ran out with their windows.
const keyOf = (name: string): string => `leased ${name}`;

/**
 * The first statement makes the rows that are missing or have run out, and reads the others. A second one changes
 * each of these, if it is still as it was read. A key is missing in the result when another server changed it in
 * between. `clock` is an expression for whole milliseconds of the clock that all servers share.
 */
export function createReserveInRows(
  database: Kysely<LimitTables>,
  clock: () => RawBuilder<number>,
): ReserveInRows {
  // Counts may be lost with the machine, so that no request has to wait for the disk.
  const { mayForget } = databaseOf('sqlLimitStore', database);
  const me = uuidV7(webPlatform);
  let count = 0;

  return async (rows) => {
    const made = rows.map(({ name, limit, report }) => {
      const reservation = reserve(NOTHING_TAKEN, report(0), 0, limit);
      // Different from the value of any other server at the same time.
      const by = `${me} ${(count += 1)}`;
      return { key: keyOf(name), reservation, ...contentOf(reservation.window, limit, by) };
    });
    const found = await database
      .insertInto('holdfast_rate_limits')
      .values(
        made
          .toSorted((one, other) => (one.key < other.key ? -1 : 1))
          .map(({ key, text, until }) => ({
            key,
            taken: text,
            until: sql<number>`${clock()} + ${sql.lit(until)}`,
          })),
      )
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet({
          taken: sql`case when ${hasRunOut(made)} then excluded.taken else holdfast_rate_limits.taken end`,
          until: sql`case when ${hasRunOut(made)} then excluded.until else holdfast_rate_limits.until end`,
        }),
      )
      .returning(['key', 'taken', 'until', clock().as('now'), mayForget.as('durability')])
      .execute();

    const reservations = new Map<string, Reservation>();
    const changes: (Content & { readonly key: string; readonly before: Content })[] = [];
    for (const [index, { name, limit, report }] of rows.entries()) {
      const mine = made[index];
      const row = found.find(({ key }) => key === mine?.key);
      if (!mine || !row) continue;
      if (row.taken === mine.text) {
        reservations.set(name, movedBy(mine.reservation, row.until - mine.until));
        continue;
      }
      const before = { text: row.taken, until: row.until };
      const told = report(row.now);
      const reservation = reserve(windowOf(before), told, row.now, limit);
      reservations.set(name, reservation);
      if (reservation.decision.allowed || told.lease || told.passed.length > 0) {
        changes.push({ key: row.key, before, ...contentOf(reservation.window, limit) });
      }
    }
    if (changes.length === 0) return reservations;

    const of = (value: (change: (typeof changes)[number]) => RawBuilder<unknown>) =>
      sql`case key ${sql.join(
        changes.map((change) => sql`when ${change.key} then ${value(change)}`),
        sql` `,
      )} end`;
    const { rows: changed } = await sql<{ readonly key: string }>`
      update holdfast_rate_limits
      set taken = ${of(({ text }) => sql`${text}`)}, until = ${of(({ until }) => sql.lit(until))}
      where ${sql.join(
        changes.map(
          ({ key, before }) =>
            sql`(key = ${key} and taken = ${before.text} and until = ${sql.lit(before.until)})`,
        ),
        sql` or `,
      )}
      returning key, ${mayForget} as durability
    `.execute(database);
    const done = new Set(changed.map(({ key }) => key));
    for (const { name } of rows) {
      const key = keyOf(name);
      if (changes.some((change) => change.key === key) && !done.has(key)) reservations.delete(name);
    }
    return reservations;
  };
}

/** Whether a row had run out when the row to insert was made, so that one clock decides on all of it. */
function hasRunOut(
  made: readonly { readonly key: string; readonly until: number }[],
): RawBuilder<boolean> {
  const ages = made.map(({ key, until }) => sql`when ${key} then ${sql.lit(until)}`);
  return sql`holdfast_rate_limits.until <= excluded.until - case excluded.key ${sql.join(ages, sql` `)} end`;
}

function contentOf(
  { at, taken, leased }: SharedWindow,
  { windowMs }: RequestLimit,
  by = '',
): Content {
  const last = Math.max(at, taken.at(-1) ?? 0, ...leased.map((lease) => lease.at));
  const until = last + windowMs;
  const content = {
    by,
    at: until - at,
    taken: taken.map((time) => until - time),
    leased: leased.map((lease) => [until - lease.at, lease.count]),
  };
  return { text: JSON.stringify(content), until };
}

interface Kept {
  readonly at: number;
  readonly taken: readonly number[];
  readonly leased: readonly (readonly [at: number, count: number])[];
}

/** The window of a row. A damaged one begins anew, because it would refuse its key until it ran out. */
function windowOf({ text, until }: Content): SharedWindow {
  const content = keptJson(text) as Kept | undefined;
  if (!isWhole(content)) return NOTHING_TAKEN;
  return {
    at: until - content.at,
    taken: content.taken.map((time) => until - time),
    leased: content.leased.map(([at, count]) => ({ at: until - at, count })),
  };
}

function isWhole(content: Kept | undefined): content is Kept {
  if (!hasMembers(content, { at: 'number', taken: 'numbers' })) return false;
  const { leased }: { readonly leased?: unknown } = content ?? {};
  return Array.isArray(leased) && leased.every((lease) => hasMembers(lease, LEASE));
}

const LEASE: MemberForms = { 0: 'number', 1: 'number' };

function movedBy({ window, decision, lease }: Reservation, ms: number): Reservation {
  const moved = <T extends { readonly at: number }>(one: T): T => ({ ...one, at: one.at + ms });
  return {
    window: {
      at: window.at + ms,
      taken: window.taken.map((at) => at + ms),
      leased: window.leased.map(moved),
    },
    decision,
    lease: lease && moved(lease),
  };
}
