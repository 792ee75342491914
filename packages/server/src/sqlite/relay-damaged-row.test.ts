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

const event = (key: string, id = key) => ({
  ...{ sink: 's', topic: 't', key, id, hasOwnId: false, body: '1' },
  ...{ headers: undefined, traceparent: undefined },
});

async function withDamage(
  column: 'body' | 'headers' | 'lane',
  damage = '{',
): Promise<readonly number[]> {
  const store = sqlRelayStore(database);
  await transact(database, (transaction: Transaction<RelayTables>) =>
    store.enqueue(transaction, [event('broken'), event('broken', 'later'), event('whole')]),
  );
  await database
    .updateTable('holdfast_relay')
    .set({ [column]: damage })
    .where('id', '=', 'broken')
    .execute();
  const { held } = await store.lease({ relay: 'r', leaseMs: 60_000 });
  return held.map(({ shard }) => shard);
}

it.each([
  ['body', '{'],
  ['headers', '{'],
  ['headers', 'null'],
  ['headers', '7'],
  ['headers', '["a"]'],
  ['headers', '{"a":{}}'],
] as const)(
  'a row whose %s have become %s is a dead letter, and holds up its own key only',
  async (column, damage) => {
    const shards = await withDamage(column, damage);
    const store = sqlRelayStore(database);
    const claimed = await store.claim({ relay: 'r', sink: 's', shards, after: '', most: 10 });
    expect(claimed.events.map(({ id }) => id)).toEqual(['whole']);
    expect(await store.stopped('s', 10)).toMatchObject([
      { id: 'broken', state: 'dead', holdsKey: true, failure: { code: 'STORAGE_CORRUPT' } },
    ]);
  },
);

it.each(['{', 'null', '7', '["s","t"]', '["s","t",7]'])(
  'a row whose lane has become %s is a dead letter, and hides no other',
  async (damage) => {
    const shards = await withDamage('lane', damage);
    const store = sqlRelayStore(database);
    const claimed = await store.claim({ relay: 'r', sink: 's', shards, after: '', most: 10 });
    expect(claimed.events.map(({ id }) => id).toSorted()).toEqual(['later', 'whole']);
    expect(await store.stopped('s', 10)).toMatchObject([
      { id: 'broken', sink: 's', key: damage, failure: { code: 'STORAGE_CORRUPT' } },
    ]);
  },
);

it.each(['body', 'headers'] as const)(
  'an administrator sees a dead event whose %s is damaged, and can drop it',
  async (column) => {
    await withDamage(column);
    await database.updateTable('holdfast_relay').set({ state: 'dead' }).execute();
    const stopped = await sqlRelayStore(database).stopped('s', 10);
    expect(stopped.map(({ id }) => id).toSorted()).toEqual(['broken', 'later', 'whole']);
  },
);

it.each(['{', '{}', '[7]', '[{"shard":1,"epoch":1}]'])(
  'a claim that has become %s stops no relay, and its events are sent again',
  async (parts) => {
    const store = sqlRelayStore(database);
    await transact(database, (transaction: Transaction<RelayTables>) =>
      store.enqueue(transaction, [event('a'), event('b')]),
    );
    const { held } = await store.lease({ relay: 'r', leaseMs: 60_000 });
    const shards = held.map(({ shard }) => shard);
    const claim = async (relay: string): Promise<readonly string[]> => {
      const { events } = await store.claim({ relay, sink: 's', shards, after: '', most: 10 });
      return events.map(({ id }) => id);
    };
    expect(await claim('r')).toEqual(['a', 'b']);
    await database.updateTable('holdfast_relay_claims').set({ parts }).execute();
    await store.release('r');
    await store.lease({ relay: 'other', leaseMs: 60_000 });
    expect(await claim('other')).toEqual(['a', 'b']);
    const claims = await database.selectFrom('holdfast_relay_claims').selectAll().execute();
    expect(claims).toHaveLength(1);
  },
);
