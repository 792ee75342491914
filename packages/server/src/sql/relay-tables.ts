import { type Kysely, sql } from 'kysely';
import { SHARDS } from '../relay/lane.ts';
import { inCreation } from './in-creation.ts';

/** Numbers are whole; a column of 64-bit integers would be read as text on PostgreSQL. */
export interface RelayTable {
  readonly sink: string;
  readonly id: string;
  /** JSON of sink, topic and key. */
  readonly lane: string;
  readonly shard: number;
  readonly position: number;
  /** `waiting` until it is done, dead or blocked. An event that is being sent is named by a claim. */
  readonly state: string;
  /** 1 while it, or a later event of its key, has to wait for what becomes of it. */
  readonly holds_key: number;
  /** 1 when its id still counts after it is done. A row whose id was made for it ends with it. */
  readonly keeps_id: number;
  /** JSON; empty once it is done. */
  readonly body: string;
  readonly headers: string | null;
  readonly traceparent: string | null;
  readonly enqueued_at: number;
  /** When its wait began. A clock that says less was set back since, and the wait is over. */
  readonly due_from: number;
  readonly due_at: number;
  /** Those that have ended. */
  readonly attempts: number;
  readonly failures: number;
  readonly crashes: number;
  readonly failure: string | null;
  readonly ended_at: number | null;
}

export interface RelayTables {
  readonly holdfast_relay: RelayTable;
  /**
   * The events that a relay is sending, one row for a batch, written before the sink sees any of them. So an event is
   * written once when it is enqueued and once when its attempt ends.
   */
  readonly holdfast_relay_claims: {
    readonly claim: string;
    readonly sink: string;
    /** JSON of `ClaimParts`. */
    readonly parts: string;
  };
  /** The last position of each key. Only enqueuing transactions lock its rows. */
  readonly holdfast_relay_keys: {
    readonly lane: string;
    readonly sink: string;
    readonly position: number;
    /** The number of the day of its last event. It changes so seldom that its index costs nothing. */
    readonly touched_day: number;
  };
  readonly holdfast_relay_shards: {
    readonly shard: number;
    readonly relay: string;
    readonly epoch: number;
    /** When the lease was renewed. A clock that says less was set back since. */
    readonly since: number;
    readonly until: number;
  };
  readonly holdfast_relay_members: {
    readonly relay: string;
    readonly since: number;
    readonly until: number;
  };
}

/** Creates the tables of `sqlRelayStore` unless they are there. Call it from a migration. */
export function createRelayTables(
  // Any schema will do, and `Kysely` is invariant in it.
  // oxlint-disable-next-line typescript/no-explicit-any
  database: Kysely<any>,
): Promise<void> {
  return inCreation(database, create);
}

// oxlint-disable-next-line typescript/no-explicit-any
async function create(database: Kysely<any>): Promise<void> {
  // The id comes first in the key: a database without statistics would read a whole sink for some ids of it.
  await sql`
    create table if not exists holdfast_relay (
      sink text not null,
      id text not null,
      lane text not null,
      shard integer not null,
      position double precision not null,
      state text not null,
      holds_key integer not null,
      keeps_id integer not null,
      body text not null,
      headers text,
      traceparent text,
      enqueued_at double precision not null,
      due_from double precision not null,
      due_at double precision not null,
      attempts integer not null,
      failures integer not null,
      crashes integer not null,
      failure text,
      ended_at double precision,
      primary key (id, sink)
    )
  `.execute(database);
  await sql`
    create table if not exists holdfast_relay_claims (
      sink text not null,
      claim text not null,
      parts text not null,
      primary key (sink, claim)
    )
  `.execute(database);
  await sql`
    create table if not exists holdfast_relay_keys (
      lane text primary key,
      sink text not null,
      position double precision not null,
      touched_day integer not null
    )
  `.execute(database);
  await sql`
    create table if not exists holdfast_relay_shards (
      shard integer primary key,
      relay text not null,
      epoch double precision not null,
      since double precision not null,
      until double precision not null
    )
  `.execute(database);
  await sql`
    create table if not exists holdfast_relay_members (
      relay text primary key,
      since double precision not null,
      until double precision not null
    )
  `.execute(database);
  for (const index of INDEXES) {
    // oxlint-disable-next-line no-await-in-loop -- one connection, one statement after another
    await sql.raw(index).execute(database);
  }
  await sql`
    insert into holdfast_relay_shards (shard, relay, epoch, since, until)
    values ${sql.join(Array.from({ length: SHARDS }, (_, shard) => sql`(${sql.lit(shard)}, '', 0, 0, 0)`))}
    on conflict (shard) do nothing
  `.execute(database);
}

// Each is of a few of the rows only, so that those that are done cost nothing.
const INDEXES = [
  // The heads of the keys.
  `create index if not exists holdfast_relay_open on holdfast_relay (sink, lane, position)
    where holds_key = 1`,
  // Depth and age.
  `create index if not exists holdfast_relay_age on holdfast_relay (sink, enqueued_at)
    where holds_key = 1`,
  `create index if not exists holdfast_relay_stopped on holdfast_relay (sink, state, enqueued_at)
    where state in ('dead', 'blocked')`,
  `create index if not exists holdfast_relay_ended on holdfast_relay (ended_at)
    where ended_at is not null`,
  `create index if not exists holdfast_relay_keys_day on holdfast_relay_keys (touched_day)`,
];
