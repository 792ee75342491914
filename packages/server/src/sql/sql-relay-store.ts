import { parseFailure } from '@holdfast/core/parts';
import { type Kysely, sql, type Transaction } from 'kysely';
import { partsOfLane } from '../relay/lane.ts';
import type { RelayStore, StoppedEvent } from '../relay/relay-store.ts';
import { databaseOf } from './database-of.ts';
import { deleteInSteps } from './delete-some.ts';
import { keptEvent } from './kept-event.ts';
import { keptJson } from './kept-json.ts';
import type { RelayTable, RelayTables } from './relay-tables.ts';
import { claimRows } from './sql-relay-claim.ts';
import { enqueueRows } from './sql-relay-enqueue.ts';
import { leaseShards, releaseShards } from './sql-relay-lease.ts';
import { settleRows } from './sql-relay-settle.ts';
import { transact } from './transact.ts';

const DAY_MS = 86_400_000;

/**
 * Keeps events of the relay in the same database as the business data (see `createRelayTables`), SQLite or PostgreSQL,
 * so that one transaction spans both.
 */
export function sqlRelayStore<TDatabase>(
  database: Kysely<TDatabase>,
): RelayStore<Transaction<TDatabase>> {
  const port = databaseOf('sqlRelayStore', database);
  const { clock } = port;
  const relays = database as unknown as Kysely<RelayTables>;
  const seen = (transaction: Transaction<TDatabase>) =>
    transaction as unknown as Transaction<RelayTables>;
  return {
    enqueue: (transaction, events) => enqueueRows(seen(transaction), port, events),
    async depth(transaction, sink, most) {
      const { rows } = await sql<{ readonly count: number | string }>`
        select count(*) as count from (
          select 1 as one from holdfast_relay where sink = ${sink} and holds_key = 1
          limit ${sql.lit(most)}
        ) as some_events
      `.execute(transaction);
      return Number(rows[0]?.count ?? 0);
    },
    lease: (request) => transact(relays, (transaction) => leaseShards(transaction, port, request)),
    release: (relay) => transact(relays, (transaction) => releaseShards(transaction, relay)),
    claim: (request) => transact(relays, (transaction) => claimRows(transaction, port, request)),
    settle: (settlements) =>
      transact(relays, (transaction) => settleRows(transaction, port, settlements)),
    async measure(sink, most) {
      const { rows } = await sql<Record<'depth' | 'dead' | 'blocked', number | string> & Ages>`
        select open.depth, open.oldest_at, ${clock} - open.oldest_at as oldest_ms,
          ${countOf(sink, 'dead', most)} as dead, ${countOf(sink, 'blocked', most)} as blocked
        from (
          select count(*) as depth, min(enqueued_at) as oldest_at from (
            select enqueued_at from holdfast_relay where sink = ${sink} and holds_key = 1
            order by enqueued_at limit ${sql.lit(most)}
          ) as oldest
        ) as open
      `.execute(relays);
      const [row] = rows;
      const oldestAt = row?.oldest_at ?? undefined;
      return {
        depth: Number(row?.depth ?? 0),
        ...(oldestAt !== undefined && { oldestAt }),
        oldestMs: Math.max(0, row?.oldest_ms ?? 0),
        dead: Number(row?.dead ?? 0),
        blocked: Number(row?.blocked ?? 0),
      };
    },
    async unblock(sink) {
      const { numUpdatedRows } = await relays
        .updateTable('holdfast_relay')
        .set({ state: 'waiting', due_at: 0 })
        .where('sink', '=', sink)
        .where('state', '=', sql.lit('blocked'))
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
    async stopped(sink, most) {
      const rows = await relays
        .selectFrom('holdfast_relay')
        .selectAll()
        .where('sink', '=', sink)
        .where(sql<boolean>`state in ('dead', 'blocked')`)
        .orderBy('enqueued_at')
        .orderBy('position')
        .limit(most)
        .execute();
      return rows.map(toStopped);
    },
    async amend({ sink, id, attempts }, action) {
      const anew = { state: 'waiting', holds_key: 1, failures: 0, crashes: 0, due_at: 0 };
      const isSame = sql<boolean>`
        sink = ${sink} and id = ${id} and state = 'dead' and attempts = ${attempts}
      `;
      if (action === 'drop') {
        const { numDeletedRows } = await relays
          .deleteFrom('holdfast_relay')
          .where(isSame)
          .executeTakeFirst();
        return numDeletedRows === 1n;
      }
      const { numUpdatedRows } = await relays
        .updateTable('holdfast_relay')
        .set(action === 'retry' ? anew : { holds_key: 0 })
        .where(isSame)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async prune({ doneMs, keysMs }, limit) {
      const done = sql`ended_at < ${clock} - ${sql.lit(doneMs)}`;
      const removed = await deleteInSteps(relays, 'holdfast_relay', done, limit);
      const unused = sql`
        touched_day < cast((${clock} - ${sql.lit(keysMs)}) / ${sql.lit(DAY_MS)} as integer)
        and not exists (
          select 1 from holdfast_relay as open
          where open.sink = holdfast_relay_keys.sink and open.holds_key = 1
            and open.lane = holdfast_relay_keys.lane
        )`;
      const left = limit - removed;
      return left > 0
        ? removed + (await deleteInSteps(relays, 'holdfast_relay_keys', unused, left))
        : removed;
    },
  };
}

interface Ages {
  readonly oldest_at: number | null;
  readonly oldest_ms: number | null;
}

function countOf(sink: string, state: 'dead' | 'blocked', most: number) {
  return sql`(select count(*) from (
    select 1 as one from holdfast_relay
    where sink = ${sink} and state = ${sql.lit(state)} and state in ('dead', 'blocked')
    limit ${sql.lit(most)}
  ) as stopped)`;
}

function toStopped(row: RelayTable): StoppedEvent {
  const failure = row.failure === null ? undefined : parseFailure(keptJson(row.failure));
  // An administrator sees a damaged event without what is damaged, and can drop it.
  const { body = null, headers } = keptEvent(row) ?? {};
  return {
    id: row.id,
    ...(partsOfLane(row.lane) ?? { sink: row.sink, topic: '', key: row.lane }),
    body,
    ...(headers && { headers }),
    ...(row.traceparent !== null && { traceparent: row.traceparent }),
    position: row.position,
    attempt: row.attempts,
    enqueuedAt: row.enqueued_at,
    state: row.state === 'blocked' ? 'blocked' : 'dead',
    holdsKey: row.holds_key === 1,
    ...(failure && { failure: failure.toJSON() }),
  };
}
