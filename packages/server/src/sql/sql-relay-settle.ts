import { type Kysely, type RawBuilder, sql, type Updateable } from 'kysely';
import type { RelayChange } from '../relay/relay-state.ts';
import type { Settlement } from '../relay/relay-store.ts';
import { enqueueRows } from './sql-relay-enqueue.ts';
import type { RelayTable, RelayTables } from './relay-tables.ts';

/** The most ids of one statement: a database has a limit for its parameters. */
const MOST_AT_ONCE = 1000;

/**
 * Changes events by compare-and-set on their epoch, one statement for all that change alike. Runs in a transaction.
 * Returns how many it changed.
 */
export async function settleRows(
  relays: Kysely<RelayTables>,
  clock: RawBuilder<number>,
  settlements: readonly Settlement[],
): Promise<number> {
  const copied = settlements.filter(({ copy }) => copy !== undefined);
  const alike = new Map<string, Settlement[]>();
  for (const settlement of settlements) {
    if (settlement.copy) continue;
    const { event, change } = settlement;
    const name = JSON.stringify([event.sink, event.epoch, change]);
    const group = alike.get(name) ?? [];
    group.push(settlement);
    alike.set(name, group);
  }
  let changed = 0;
  for (const group of alike.values()) {
    for (let start = 0; start < group.length; start += MOST_AT_ONCE) {
      // oxlint-disable-next-line no-await-in-loop -- one connection, one statement after another
      changed += await update(relays, clock, group.slice(start, start + MOST_AT_ONCE));
    }
  }
  for (const settlement of copied) {
    // oxlint-disable-next-line no-await-in-loop -- one connection, one statement after another
    if ((await update(relays, clock, [settlement])) === 0) continue;
    changed += 1;
    // oxlint-disable-next-line no-await-in-loop -- as above
    if (settlement.copy) await enqueueRows(relays, clock, [settlement.copy]);
  }
  return changed;
}

async function update(
  relays: Kysely<RelayTables>,
  clock: RawBuilder<number>,
  group: readonly Settlement[],
): Promise<number> {
  const [first] = group;
  if (!first) return 0;
  const { numUpdatedRows } = await relays
    .updateTable('holdfast_relay')
    .set(columnsOf(first.change, clock) as Updateable<RelayTable>)
    .where('sink', '=', first.event.sink)
    .where(
      'id',
      'in',
      group.map(({ event }) => event.id),
    )
    .where('state', '=', 'sending')
    .where('epoch', '=', first.event.epoch)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

function columnsOf(
  { to, holdsKey, attempt, dueInMs, failure }: RelayChange,
  clock: RawBuilder<number>,
): Partial<Record<keyof RelayTable, unknown>> {
  const isUnsent = attempt === 'unsent';
  return {
    state: to,
    holds_key: holdsKey ? 1 : 0,
    ...(isUnsent ? { attempts: sql`attempts - 1` } : { crashes: 0 }),
    ...(attempt === 'failed' && { failures: sql`failures + 1` }),
    ...(failure && { failure: JSON.stringify(failure) }),
    ...(dueInMs > 0 && { due_at: sql`${clock} + ${sql.lit(Math.ceil(dueInMs))}` }),
    // The id alone still counts.
    ...(to === 'done' && { body: '', headers: null, failure: null, ended_at: clock }),
  };
}
