import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { laneOf, shardOf } from '../relay/lane.ts';
import type { NewRelayEvent } from '../relay/relay-store.ts';
import type { RelayTables } from './relay-tables.ts';
import type { SqlDatabase } from './sql-database.ts';

/** The most rows of one statement: a database has a limit for its parameters. */
const MOST_AT_ONCE = 500;
const DAY_MS = 86_400_000;

/**
 * Adds events in a transaction. Says for each whether its id was new. The row of a key is locked from its new position
 * to the commit, so events of a key commit in the order of their positions, and no position is left out.
 */
export async function enqueueRows(
  relay: Kysely<RelayTables>,
  port: Pick<SqlDatabase, 'clock' | 'isOneOf'>,
  events: readonly NewRelayEvent[],
): Promise<readonly boolean[]> {
  const areNew: boolean[] = [];
  for (let start = 0; start < events.length; start += MOST_AT_ONCE) {
    // oxlint-disable-next-line no-await-in-loop -- one connection, one statement after another
    areNew.push(...(await enqueueSome(relay, port, events.slice(start, start + MOST_AT_ONCE))));
  }
  return areNew;
}

async function enqueueSome(
  relay: Kysely<RelayTables>,
  { clock, isOneOf }: Pick<SqlDatabase, 'clock' | 'isOneOf'>,
  events: readonly NewRelayEvent[],
): Promise<readonly boolean[]> {
  const known = await knownIds(relay, isOneOf, events);
  const added = events
    .filter((event) => !known.has(nameOf(event)))
    .map((event) => ({ event, lane: laneOf(event.sink, event.topic, event.key) }));
  if (added.length > 0) {
    const place = await takePositions(relay, clock, added);
    const { numInsertedOrUpdatedRows } = await relay
      .insertInto('holdfast_relay')
      .values(
        added.map(({ event, lane }) => ({
          sink: event.sink,
          id: event.id,
          lane,
          shard: shardOf(lane),
          position: place(lane),
          state: 'waiting',
          holds_key: 1,
          keeps_id: event.hasOwnId ? 0 : 1,
          body: event.body,
          headers: event.headers === undefined ? null : JSON.stringify(event.headers),
          traceparent: event.traceparent ?? null,
          enqueued_at: clock,
          ...{ due_from: 0, due_at: 0, attempts: 0, failures: 0, crashes: 0 },
          ...{ failure: null, ended_at: null },
        })),
      )
      .onConflict((conflict) => conflict.columns(['id', 'sink']).doNothing())
      .executeTakeFirst();
    // Positions were taken for all of them. The work is done again, and then finds the id.
    if (Number(numInsertedOrUpdatedRows) < added.length) {
      throw new Failure(catalogue.TRANSACTION_CONFLICT);
    }
  }
  return events.map((event) => !known.has(nameOf(event)));
}

/** Moves the last position of each key, and returns a function that gives out the positions in order. */
async function takePositions(
  relay: Kysely<RelayTables>,
  clock: RawBuilder<number>,
  added: readonly { readonly event: NewRelayEvent; readonly lane: string }[],
): Promise<(lane: string) => number> {
  const lanes = new Map<string, { readonly sink: string; count: number }>();
  for (const { event, lane } of added) {
    const one = lanes.get(lane) ?? { sink: event.sink, count: 0 };
    one.count += 1;
    lanes.set(lane, one);
  }
  const day = sql<number>`cast(${clock} / ${sql.lit(DAY_MS)} as integer)`;
  const rows = await relay
    .insertInto('holdfast_relay_keys')
    .values(
      // In one order everywhere, so that two transactions do not wait for each other.
      [...lanes]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([lane, { sink, count }]) => ({ lane, sink, position: count, touched_day: day })),
    )
    .onConflict((conflict) =>
      conflict.column('lane').doUpdateSet({
        position: sql`holdfast_relay_keys.position + excluded.position`,
        touched_day: sql`excluded.touched_day`,
      }),
    )
    .returning(['lane', 'position'])
    .execute();
  const next = new Map(
    rows.map(({ lane, position }) => [lane, position - (lanes.get(lane)?.count ?? 0) + 1]),
  );
  return (lane) => {
    const position = next.get(lane) ?? 0;
    next.set(lane, position + 1);
    return position;
  };
}

async function knownIds(
  relay: Kysely<RelayTables>,
  isOneOf: SqlDatabase['isOneOf'],
  events: readonly NewRelayEvent[],
): Promise<ReadonlySet<string>> {
  const given = events.filter(({ hasOwnId }) => !hasOwnId);
  const known = new Set<string>();
  for (const sink of new Set(given.map((event) => event.sink))) {
    // oxlint-disable-next-line no-await-in-loop -- one connection, one statement after another
    const rows = await relay
      .selectFrom('holdfast_relay')
      .select('id')
      .where('sink', '=', sink)
      .where(
        isOneOf(
          sql`id`,
          given.filter((event) => event.sink === sink).map(({ id }) => id),
        ),
      )
      .execute();
    for (const { id } of rows) known.add(nameOf({ sink, id }));
  }
  return known;
}

function nameOf({ sink, id }: Pick<NewRelayEvent, 'sink' | 'id'>): string {
  return JSON.stringify([sink, id]);
}
