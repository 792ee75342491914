import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { partsOfLane } from '../relay/lane.ts';
import type { Claimed, ClaimedEvent, ClaimRequest } from '../relay/relay-store.ts';
import {
  headsFor,
  lastLane,
  type Picked,
  pickHeads,
  type RelayState,
} from '../relay/relay-state.ts';
import type { SqlDatabase } from './sql-database.ts';
import type { RelayTable, RelayTables } from './relay-tables.ts';

/** A relay that stands still within a claim would keep its shards from every other one. */
const IDLE_MS = 2000;

interface HeadRow {
  readonly id: string;
  readonly lane: string;
  readonly shard: number;
  readonly position: number;
  readonly state: RelayState;
  readonly crashes: number;
  readonly due_in: number;
  /** Its place among the heads. */
  readonly number: number;
}

/** Takes events that may be sent now. Runs in a transaction. */
export async function claimRows(
  relays: Transaction<RelayTables>,
  { clock, locks, endsIdle, mayForget, goesBySteps }: SqlDatabase,
  request: ClaimRequest,
): Promise<Claimed> {
  const { relay, sink, shards, most, only } = request;
  // No other relay takes these shards before the claim is committed. A claim that is lost with the machine of the
  // database is made again.
  const held = await relays
    .selectFrom('holdfast_relay_shards')
    .select(['shard', endsIdle(IDLE_MS).as('idle'), isBlocked(sink).as('blocked')])
    .select([mayForget.as('durability'), goesBySteps.as('steps')])
    .where('relay', '=', relay)
    .where('shard', 'in', shards.length > 0 ? shards : [-1])
    .$if(locks !== undefined, (query) => query.forShare())
    .execute();
  const blocked = Number(held[0]?.blocked ?? 0) > 0;
  if (held.length === 0 || blocked) return { events: [], isBlocked: blocked };
  const heads = await findHeads(relays, clock, request);
  const owned = new Set(held.map(({ shard }) => shard));
  const pick = pickHeads(
    heads
      .filter(({ shard }) => owned.has(shard))
      .map((head) => ({ ...head, dueInMs: head.due_in })),
    { most, alone: only !== undefined },
  );
  const headIds = new Map(heads.map(({ lane, id }) => [lane, id]));
  const picked = pick.picked.map((one) => ({ ...one, id: headIds.get(one.lane) ?? '' }));
  const ids = await idsOf(relays, sink, picked);
  const lanes = heads.map(({ lane }) => lane);
  const last = only === undefined ? lastLane(lanes, { ...pick, most }) : undefined;
  return {
    events: ids.length > 0 ? await take(relays, sink, ids) : [],
    ...(last !== undefined && { last }),
    ...(pick.suspect !== undefined && { suspect: pick.suspect }),
    ...(pick.dueInMs !== undefined && { dueInMs: pick.dueInMs }),
    isBlocked: false,
  };
}

function isBlocked(sink: string): RawBuilder<number | string> {
  return sql`(select count(*) from (
    select 1 as one from holdfast_relay
    where sink = ${sink} and state = 'blocked' and state in ('dead', 'blocked') limit 1
  ) as blocked)`;
}

/** The first open event of each of the next lanes, in one step of the index for each. */
async function findHeads(
  relays: Kysely<RelayTables>,
  clock: RawBuilder<number>,
  { sink, after, most, only }: ClaimRequest,
): Promise<readonly HeadRow[]> {
  const next = (than: RawBuilder<unknown>) => sql`(
    select open.lane from holdfast_relay as open
    where open.sink = ${sink} and open.holds_key = 1 and open.lane > ${than}
    order by open.lane limit 1
  )`;
  const lanes =
    only === undefined
      ? sql`
          select ${next(sql`${after}`)}, 1
          union all
          select ${next(sql`lanes.lane`)}, lanes.number + 1
          from lanes where lanes.lane is not null and lanes.number < ${sql.lit(headsFor(most))}`
      : sql`select cast(${only} as text), 1`;
  const { rows } = await sql<HeadRow>`
    with recursive lanes(lane, number) as (${lanes}),
    heads(id, number) as (
      select (
        select first.id from holdfast_relay as first
        where first.sink = ${sink} and first.holds_key = 1 and first.lane = lanes.lane
        order by first.position limit 1
      ), lanes.number from lanes where lanes.lane is not null
    )
    select head.id, head.lane, head.shard, head.position, head.state, head.crashes,
      head.due_at - ${clock} as due_in, heads.number
    from heads join holdfast_relay as head on head.sink = ${sink} and head.id = heads.id
  `.execute(relays);
  // The database would have to sort; see `goesBySteps`.
  return rows.toSorted((one, other) => one.number - other.number);
}

const TAKEN = [
  ...(['id', 'lane', 'shard', 'position', 'body', 'headers', 'traceparent'] as const),
  ...(['enqueued_at', 'attempts', 'failures', 'crashes', 'epoch'] as const),
] as const;

type TakenRow = Pick<RelayTable, (typeof TAKEN)[number]>;

/** The ids of the picked events. Each is found by a step of an index, whatever the database knows of its rows. */
async function idsOf(
  relays: Kysely<RelayTables>,
  sink: string,
  picked: readonly (Picked & { readonly id: string })[],
): Promise<readonly string[]> {
  const long = picked.filter(({ count }) => count > 1);
  if (long.length === 0) return picked.map(({ id }) => id);
  const starts = long.map(
    ({ id, lane, from, count }) =>
      sql`(cast(${id} as text), cast(${lane} as text), ${asFloat(from)}, ${sql.lit(count)})`,
  );
  // A walk along each lane. It ends before an event whose attempt never ended, which is sent without others of its key.
  const next = (column: RawBuilder<unknown>) => sql`(
    select case when after.crashes = 0 then ${column} end from holdfast_relay as after
    where after.sink = ${sink} and after.holds_key = 1 and after.lane = walk.lane
      and after.position > walk.position
    order by after.position limit 1
  )`;
  const { rows } = await sql<{ readonly id: string }>`
    with recursive walk(id, lane, position, number) as (
      select * from (values ${sql.join(starts)}) as starts
      union all
      select ${next(sql`after.id`)}, walk.lane, ${next(sql`after.position`)}, walk.number - 1
      from walk where walk.number > 1 and walk.id is not null
    )
    select id from walk where id is not null
  `.execute(relays);
  return [
    ...picked.filter(({ count }) => count === 1).map(({ id }) => id),
    ...rows.map(({ id }) => id),
  ];
}

const asFloat = (value: number): RawBuilder<number> =>
  sql`cast(${sql.lit(value)} as double precision)`;

async function take(
  relays: Kysely<RelayTables>,
  sink: string,
  ids: readonly string[],
): Promise<readonly ClaimedEvent[]> {
  const rows: readonly TakenRow[] = await relays
    .updateTable('holdfast_relay')
    .set({
      state: 'sending',
      attempts: sql`attempts + 1`,
      epoch: sql`(
        select owned.epoch from holdfast_relay_shards as owned
        where owned.shard = holdfast_relay.shard
      )`,
    })
    .where('sink', '=', sink)
    .where('id', 'in', ids)
    .where('state', '=', 'waiting')
    .returning(TAKEN)
    .execute();
  return rows
    .map(toClaimed)
    .toSorted((one, other) =>
      one.lane === other.lane ? one.position - other.position : one.lane < other.lane ? -1 : 1,
    );
}

/** An event as the sink sees it, with what its row knows of it. */
function toClaimed({
  enqueued_at,
  attempts,
  body,
  headers,
  traceparent,
  ...row
}: TakenRow): ClaimedEvent {
  return {
    ...row,
    ...partsOfLane(row.lane),
    body: JSON.parse(body) as unknown,
    ...(headers !== null && { headers: JSON.parse(headers) as Readonly<Record<string, string>> }),
    ...(traceparent !== null && { traceparent }),
    attempt: attempts,
    enqueuedAt: enqueued_at,
  };
}
