import { Kysely, type Transaction } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRelayTables, type RelayTables } from '../sql/relay-tables.ts';
import { sqlRelayStore } from '../sql/sql-relay-store.ts';
import { transact } from '../sql/transact.ts';
import { sqliteDialect } from './node-sqlite-dialect.ts';

let database: Kysely<RelayTables>;
beforeEach(async () => {
  database = new Kysely<RelayTables>({ dialect: sqliteDialect(':memory:') });
  await createRelayTables(database);
});
afterEach(() => database.destroy());

const event = (key: string) => ({
  ...{ sink: 's', topic: 't', key, id: key, hasOwnId: false, body: '1' },
  ...{ headers: undefined, traceparent: undefined },
});

async function withDamage(column: 'body' | 'headers'): Promise<readonly number[]> {
  const store = sqlRelayStore(database);
  await transact(database, (transaction: Transaction<RelayTables>) =>
    store.enqueue(transaction, [event('broken'), event('whole')]),
  );
  await database
    .updateTable('holdfast_relay')
    .set({ [column]: '{' })
    .where('id', '=', 'broken')
    .execute();
  const { held } = await store.lease({ relay: 'r', leaseMs: 60_000 });
  return held.map(({ shard }) => shard);
}

it.each(['body', 'headers'] as const)(
  'a row whose %s is damaged holds up no event of another key',
  async (column) => {
    const shards = await withDamage(column);
    const store = sqlRelayStore(database);
    const claimed = await store.claim({ relay: 'r', sink: 's', shards, after: '', most: 10 });
    expect(claimed.events.map(({ id }) => id)).toContain('whole');
  },
);

it.each(['body', 'headers'] as const)(
  'an administrator sees a dead event whose %s is damaged, and can drop it',
  async (column) => {
    await withDamage(column);
    await database.updateTable('holdfast_relay').set({ state: 'dead' }).execute();
    const stopped = await sqlRelayStore(database).stopped('s', 10);
    expect(stopped.map(({ id }) => id).toSorted()).toEqual(['broken', 'whole']);
  },
);
