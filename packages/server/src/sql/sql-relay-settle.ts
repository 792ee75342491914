import { type Kysely, type RawBuilder, sql, type Updateable } from 'kysely';
import type { RelayChange } from '../relay/relay-state.ts';
import type { Settlement } from '../relay/relay-store.ts';
import { keepParts, readParts } from './relay-claims.ts';
import { enqueueRows } from './sql-relay-enqueue.ts';
import type { RelayTable, RelayTables } from './relay-tables.ts';
import type { SqlDatabase } from './sql-database.ts';

/**
 * Changes events that their claims still name, one statement for all that change alike. Runs in a transaction. Returns
 * how many it changed.
 */
export async function settleRows(
  relays: Kysely<RelayTables>,
  port: SqlDatabase,
  settlements: readonly Settlement[],
): Promise<number> {
  const named = await takeFromClaims(relays, port, settlements);
  for (const group of alike(named)) {
    // oxlint-disable-next-line no-await-in-loop -- one connection, one statement after another
    await change(relays, port, group);
  }
  const copies = named.flatMap(({ copy }) => copy ?? []);
  if (copies.length > 0) await enqueueRows(relays, port, copies);
  return named.length;
}

/** Takes events out of their claims. Returns those that were there under their epoch. */
async function takeFromClaims(
  relays: Kysely<RelayTables>,
  { locks, isOneOf, goesBySteps }: SqlDatabase,
  settlements: readonly Settlement[],
): Promise<readonly Settlement[]> {
  const sinks = [...new Set(settlements.map(({ event }) => event.sink))];
  const names = [...new Set(settlements.map(({ event }) => event.claim))];
  const claims = await relays
    .selectFrom('holdfast_relay_claims')
    .select(['claim', 'sink', 'parts', goesBySteps.as('steps')])
    .where(isOneOf(sql`sink`, sinks))
    .where(isOneOf(sql`claim`, names))
    .orderBy('claim')
    // A relay that takes the shards over waits, or has removed its part.
    .$if(locks !== undefined, (query) => query.forUpdate())
    .execute();
  const named: Settlement[] = [];
  for (const { claim, sink, parts } of claims) {
    const open = new Map(
      settlements
        .filter(({ event }) => event.claim === claim && event.sink === sink)
        .map((settlement) => [settlement.event.id, settlement]),
    );
    const left = readParts(parts).map((part) => ({
      ...part,
      ids: part.ids.filter((id) => {
        const settlement = open.get(id);
        if (settlement?.event.epoch !== part.epoch) return true;
        named.push(settlement);
        return false;
      }),
    }));
    // oxlint-disable-next-line no-await-in-loop -- one connection, one statement after another
    await keepParts(relays, { sink, claim }, left);
  }
  return named;
}

/** Settlements in groups that change alike. */
function alike(settlements: readonly Settlement[]): Iterable<readonly Settlement[]> {
  const names = new Map<RelayChange, string>();
  const groups = new Map<string, Settlement[]>();
  for (const settlement of settlements) {
    const { event, change: of } = settlement;
    const name = names.get(of) ?? JSON.stringify(of);
    names.set(of, name);
    const full = `${of.to === 'done' && !event.keepsId} ${event.sink} ${name}`;
    const group = groups.get(full);
    if (group) group.push(settlement);
    else groups.set(full, [settlement]);
  }
  return groups.values();
}

async function change(
  relays: Kysely<RelayTables>,
  { clock, isOneOf }: SqlDatabase,
  group: readonly Settlement[],
): Promise<void> {
  const [first] = group;
  if (!first) return;
  const isNamed = isOneOf(
    sql`id`,
    group.map(({ event }) => event.id),
  );
  const { sink, keepsId } = first.event;
  if (first.change.to === 'done' && !keepsId) {
    await relays.deleteFrom('holdfast_relay').where('sink', '=', sink).where(isNamed).execute();
    return;
  }
  await relays
    .updateTable('holdfast_relay')
    .set(columnsOf(first.change, clock) as Updateable<RelayTable>)
    .where('sink', '=', sink)
    .where(isNamed)
    .execute();
}

function columnsOf(
  { to, holdsKey, attempt, dueInMs, failure }: RelayChange,
  clock: RawBuilder<number>,
): Partial<Record<keyof RelayTable, unknown>> {
  const isUnsent = attempt === 'unsent';
  return {
    state: to,
    holds_key: holdsKey ? 1 : 0,
    ...(!isUnsent && { attempts: sql`attempts + 1`, crashes: 0 }),
    ...(attempt === 'failed' && { failures: sql`failures + 1` }),
    ...(failure && { failure: JSON.stringify(failure) }),
    ...(dueInMs > 0 && {
      due_from: clock,
      due_at: sql`${clock} + ${sql.lit(Math.ceil(dueInMs))}`,
    }),
    // The id alone still counts.
    ...(to === 'done' && { body: '', headers: null, failure: null, ended_at: clock }),
  };
}
