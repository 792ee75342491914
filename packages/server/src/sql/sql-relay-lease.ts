import { type Kysely, type RawBuilder, sql } from 'kysely';
import { SHARDS } from '../relay/lane.ts';
import type { LeaseRequest, Leases } from '../relay/relay-store.ts';
import { keepParts, readParts } from './relay-claims.ts';
import type { RelayTables } from './relay-tables.ts';
import type { SqlDatabase } from './sql-database.ts';

/** Renews the leases of a relay, gives some back, and takes free ones. Runs in a transaction. */
export async function leaseShards(
  relays: Kysely<RelayTables>,
  port: SqlDatabase,
  { relay, leaseMs, giveBack = [] }: LeaseRequest,
): Promise<Leases> {
  const { clock } = port;
  const until = sql<number>`${clock} + ${sql.lit(leaseMs)}`;
  const isOver = sql<boolean>`until < ${clock}`;
  for (const table of ['holdfast_relay_members', 'holdfast_relay_shards'] as const) {
    // The clock was set back. A relay that lives renews its lease in time. The lease of a dead relay ends after its full
    // length once more.
    // oxlint-disable-next-line no-await-in-loop -- one connection, one statement after another
    await relays
      .updateTable(table)
      .set({ since: clock, until: sql`${clock} + until - since` })
      .where('since', '>', clock)
      .execute();
  }
  const renewed = { since: clock, until };
  await relays
    .insertInto('holdfast_relay_members')
    .values({ relay, ...renewed })
    .onConflict((conflict) => conflict.column('relay').doUpdateSet(renewed))
    .execute();
  await relays.deleteFrom('holdfast_relay_members').where(isOver).execute();
  if (giveBack.length > 0) {
    await relays
      .updateTable('holdfast_relay_shards')
      .set({ relay: '', since: 0, until: 0 })
      .where('relay', '=', relay)
      .where('shard', 'in', giveBack)
      .execute();
  }
  const held = await relays
    .updateTable('holdfast_relay_shards')
    .set(renewed)
    .where('relay', '=', relay)
    .returning(['shard', 'epoch'])
    .execute();
  const { members } = await relays
    .selectFrom('holdfast_relay_members')
    .select(sql<number | string>`count(*)`.as('members'))
    .executeTakeFirstOrThrow();
  const share = Math.ceil(SHARDS / Math.max(1, Number(members)));
  const missing = share - held.length;
  const taken =
    missing > 0 ? await takeFree(relays, { relay, renewed, isOver, most: missing }) : [];
  if (taken.length > 0) await endClaims(relays, port, new Set(taken.map(({ shard }) => shard)));
  return { held: [...held, ...taken], surplus: Math.max(0, -missing) };
}

async function takeFree(
  relays: Kysely<RelayTables>,
  {
    relay,
    renewed,
    isOver,
    most,
  }: {
    readonly relay: string;
    readonly renewed: Record<'since' | 'until', RawBuilder<number>>;
    readonly isOver: RawBuilder<boolean>;
    readonly most: number;
  },
): Promise<Leases['held']> {
  const isFree = sql<boolean>`(relay = '' or ${isOver})`;
  const taken = await relays
    .updateTable('holdfast_relay_shards')
    .set({ relay, ...renewed, epoch: sql`(select max(epoch) + 1 from holdfast_relay_shards)` })
    .where(
      'shard',
      'in',
      relays
        .selectFrom('holdfast_relay_shards')
        .select('shard')
        .where(isFree)
        .orderBy('shard')
        .limit(most),
    )
    // Again, for a row that another relay took while this statement waited for it.
    .where(isFree)
    .returning(['shard', 'epoch'])
    .execute();
  return taken;
}

/** Lets events of these shards that another relay was sending wait again, with one crash more. */
async function endClaims(
  relays: Kysely<RelayTables>,
  { locks, isOneOf }: SqlDatabase,
  shards: ReadonlySet<number>,
): Promise<void> {
  const claims = await relays
    .selectFrom('holdfast_relay_claims')
    .select(['claim', 'sink', 'parts'])
    .orderBy('claim')
    .$if(locks !== undefined, (query) => query.forUpdate())
    .execute();
  for (const { claim, sink, parts } of claims) {
    const all = readParts(parts);
    const ended = all.filter(({ shard }) => shards.has(shard));
    // A damaged claim has no parts, and is removed.
    if (ended.length === 0 && all.length > 0) continue;
    const left = all.filter(({ shard }) => !shards.has(shard));
    // oxlint-disable-next-line no-await-in-loop -- one connection, one statement after another
    await keepParts(relays, { sink, claim }, left);
    const ids = ended.flatMap((part) => part.ids);
    if (ids.length === 0) continue;
    // oxlint-disable-next-line no-await-in-loop -- as above
    await relays
      .updateTable('holdfast_relay')
      .set({ attempts: sql`attempts + 1`, crashes: sql`crashes + 1`, due_at: 0 })
      .where('sink', '=', sink)
      .where(isOneOf(sql`id`, ids))
      .execute();
  }
}

/** Ends every lease of a relay. Runs in a transaction. */
export async function releaseShards(relays: Kysely<RelayTables>, relay: string): Promise<void> {
  await relays
    .updateTable('holdfast_relay_shards')
    .set({ relay: '', since: 0, until: 0 })
    .where('relay', '=', relay)
    .execute();
  await relays.deleteFrom('holdfast_relay_members').where('relay', '=', relay).execute();
}
