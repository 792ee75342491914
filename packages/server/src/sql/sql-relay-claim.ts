import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { uuidV7, webPlatform } from '@holdfast/core/parts';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { type LaneParts, partsOfLane } from '../relay/lane.ts';
import type { Claimed, ClaimedEvent, ClaimRequest } from '../relay/relay-store.ts';
import {
  headsFor,
  lastLane,
  type Picked,
  pickHeads,
  type RelayState,
} from '../relay/relay-state.ts';
import { type KeptEvent, keptEvent } from './kept-event.ts';
import { partsOf, readParts } from './relay-claims.ts';
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
  /** The id of the first open event of the next lane. */
  readonly next: string | null;
}

/** Takes events that may be sent now. Runs in a transaction. */
export async function claimRows(
  relays: Transaction<RelayTables>,
  port: SqlDatabase,
  request: ClaimRequest,
): Promise<Claimed> {
  const { relay, sink, shards, most, only } = request;
  const { clock, locks, endsIdle, mayForget, goesBySteps } = port;
  // No other relay takes these shards before the claim is committed, and no other claim of this relay reads which
  // events are being sent. A claim that is lost with the machine of the database is made again.
  const held = await relays
    .selectFrom('holdfast_relay_shards')
    .select(['shard', 'epoch', endsIdle(IDLE_MS).as('idle'), isBlocked(sink).as('blocked')])
    .select([mayForget.as('durability'), goesBySteps.as('steps')])
    .where('relay', '=', relay)
    .where('shard', 'in', shards.length > 0 ? shards : [-1])
    .orderBy('shard')
    .$if(locks !== undefined, (query) => query.forNoKeyUpdate())
    .execute();
  const blocked = Number(held[0]?.blocked ?? 0) > 0;
  if (held.length === 0 || blocked) return { events: [], isBlocked: blocked };
  // The claims are read before the heads: an event whose attempt ends in between is no head any more.
  const sending = await sendingNow(relays, sink);
  const heads = await findHeads(relays, clock, request);
  const epochs = new Map(held.map(({ shard, epoch }) => [shard, epoch]));
  const pick = pickHeads(
    heads
      .filter(({ shard }) => epochs.has(shard))
      .map(({ id, lane, position, state, crashes, due_in }) => {
        return {
          lane,
          position,
          crashes,
          state: sending.has(id) ? 'sending' : state,
          dueInMs: due_in,
        };
      }),
    { most, alone: only !== undefined },
  );
  const headIds = new Map(heads.map(({ lane, id }) => [lane, id]));
  const picked = pick.picked.map((one) => ({ ...one, id: headIds.get(one.lane) ?? '' }));
  const ids = await idsOf(relays, sink, picked);
  const lanes = heads.map(({ lane }) => lane);
  const isWhole = (heads.at(-1)?.next ?? null) === null;
  const last = only === undefined ? lastLane(lanes, { ...pick, most, isWhole }) : undefined;
  return {
    events: ids.length > 0 ? await take(relays, port, { sink, ids, sending, epochs }) : [],
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

/** The ids of the events of a sink that are being sent. */
async function sendingNow(relays: Kysely<RelayTables>, sink: string): Promise<ReadonlySet<string>> {
  const claims = await relays
    .selectFrom('holdfast_relay_claims')
    .select('parts')
    .where('sink', '=', sink)
    .execute();
  return new Set(claims.flatMap(({ parts }) => readParts(parts).flatMap(({ ids }) => ids)));
}

/** The first open event of each of the next lanes, in two steps of an index for each. */
async function findHeads(
  relays: Kysely<RelayTables>,
  clock: RawBuilder<number>,
  { sink, after, most, only }: ClaimRequest,
): Promise<readonly HeadRow[]> {
  const first = (lanes: RawBuilder<unknown>) => sql`(
    select open.id from holdfast_relay as open
    where open.sink = ${sink} and open.holds_key = 1 and ${lanes}
    order by open.lane, open.position limit 1
  )`;
  const columns = sql`head.id, head.lane, head.shard, head.position, head.state, head.crashes,
    case when head.due_from > ${clock} then 0 else head.due_at - ${clock} end, ${first(sql`open.lane > head.lane`)}`;
  const begin = only === undefined ? sql`open.lane > ${after}` : sql`open.lane = ${only}`;
  const count = only === undefined ? headsFor(most) : 1;
  const { rows } = await sql<HeadRow>`
    with recursive heads(number, id, lane, shard, position, state, crashes, due_in, next) as (
      select 1, ${columns} from holdfast_relay as head
      where head.sink = ${sink} and head.id = ${first(begin)}
      union all
      select heads.number + 1, ${columns} from heads
      join holdfast_relay as head on head.sink = ${sink} and head.id = heads.next
      where heads.number < ${sql.lit(count)}
    )
    select * from heads
  `.execute(relays);
  // The database would have to sort; see `goesBySteps`.
  return rows.toSorted((one, other) => one.number - other.number);
}

const TAKEN = [
  ...(['id', 'lane', 'shard', 'position', 'state', 'body', 'headers'] as const),
  ...(['traceparent', 'enqueued_at', 'attempts', 'failures', 'crashes', 'keeps_id'] as const),
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

/** Reads events and writes the claim that names them. */
async function take(
  relays: Kysely<RelayTables>,
  { isOneOf }: SqlDatabase,
  { sink, ids, sending, epochs }: TakeRequest,
): Promise<readonly ClaimedEvent[]> {
  const rows: readonly TakenRow[] = await relays
    .selectFrom('holdfast_relay')
    .select(TAKEN)
    .where('sink', '=', sink)
    .where(isOneOf(sql`id`, ids))
    .execute();
  const claim = uuidV7(webPlatform);
  const stopped = new Set<string>();
  const events: ClaimedEvent[] = [];
  const damaged: string[] = [];
  const sorted = rows.toSorted((one, other) =>
    one.lane === other.lane ? one.position - other.position : one.lane < other.lane ? -1 : 1,
  );
  for (const row of sorted) {
    const epoch = epochs.get(row.shard);
    // Later events of the same key wait for an event that cannot be sent now.
    if (row.state !== 'waiting' || sending.has(row.id)) stopped.add(row.lane);
    if (epoch === undefined || stopped.has(row.lane)) continue;
    const [kept, parts] = [keptEvent(row), partsOfLane(row.lane)];
    if (kept && parts) {
      events.push(toClaimed({ ...row, headers: undefined, ...kept, ...parts }, claim, epoch));
      continue;
    }
    stopped.add(row.lane);
    damaged.push(row.id);
  }
  if (damaged.length > 0) await stopDamaged(relays, isOneOf(sql`id`, damaged), sink);
  if (events.length === 0) return [];
  await relays
    .insertInto('holdfast_relay_claims')
    .values({ claim, sink, parts: JSON.stringify(partsOf(events)) })
    .execute();
  return events;
}

/** Makes dead letters of events whose rows are damaged. Each holds up the later events of its own key only. */
async function stopDamaged(
  relays: Kysely<RelayTables>,
  isDamaged: RawBuilder<boolean>,
  sink: string,
): Promise<void> {
  await relays
    .updateTable('holdfast_relay')
    .set({ state: 'dead', failure: JSON.stringify(new Failure(catalogue.STORAGE_CORRUPT)) })
    .where('sink', '=', sink)
    .where(isDamaged)
    .execute();
}

interface TakeRequest {
  readonly sink: string;
  readonly ids: readonly string[];
  readonly sending: ReadonlySet<string>;
  readonly epochs: ReadonlyMap<number, number>;
}

/** An event as the sink sees it, with what its row knows of it. */
function toClaimed(
  row: Omit<TakenRow, 'body' | 'headers'> & KeptEvent & LaneParts,
  claim: string,
  epoch: number,
): ClaimedEvent {
  const { sink, topic, key, id, lane, shard, position } = row;
  const { failures, crashes, body, headers, traceparent } = row;
  return {
    ...{ sink, topic, key, id, lane, shard, position, failures, crashes, claim, epoch, body },
    ...(headers && { headers }),
    ...(traceparent !== null && { traceparent }),
    keepsId: row.keeps_id === 1,
    attempt: row.attempts + 1,
    enqueuedAt: row.enqueued_at,
  };
}
