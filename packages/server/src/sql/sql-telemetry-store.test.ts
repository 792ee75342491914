import { Kysely, sql } from 'kysely';
import { expect, it } from 'vitest';
import { telemetryStoreContract } from '../telemetry/telemetry-store.contract.ts';
import { sqliteDialect } from '../sqlite/node-sqlite-dialect.ts';
import { sqlTelemetryStore } from './sql-telemetry-store.ts';
import { createTelemetryTable } from './telemetry-table.ts';

async function open(): Promise<Kysely<object>> {
  const database = new Kysely<object>({ dialect: sqliteDialect(':memory:') });
  await createTelemetryTable(database);
  return database;
}

telemetryStoreContract('SQLite', async () => {
  const database = await open();
  return { store: sqlTelemetryStore(database), close: () => database.destroy() };
});

it('orders events of one time by their ids, which were made in order', async () => {
  const database = await open();
  const store = sqlTelemetryStore(database);
  const event = { type: 'connectivity.changed', at: 1, state: 'online' } as const;
  const ids = ['e2', 'e1', 'e3'];
  await store.add(ids.map((id) => ({ id, receivedAt: 5, severity: 'info', event })));
  expect((await store.latest(10)).map(({ id }) => id)).toEqual(['e3', 'e2', 'e1']);
  await database.destroy();
});

it('gives a table from before events had releases and sessions these columns, and keeps its events', async () => {
  const database = new Kysely<object>({ dialect: sqliteDialect(':memory:') });
  await sql`
    create table holdfast_telemetry (
      id text primary key, received_at double precision not null, severity text not null,
      type text not null, incident_id text, event text not null
    )
  `.execute(database);
  await sql`
    insert into holdfast_telemetry values (
      'e1', 5, 'info', 'connectivity.changed', null,
      '{"type":"connectivity.changed","at":1,"state":"online"}'
    )
  `.execute(database);
  await createTelemetryTable(database);
  await createTelemetryTable(database);
  const store = sqlTelemetryStore(database);
  const event = { type: 'connectivity.changed', at: 1, state: 'online' } as const;
  const named = { id: 'e2', receivedAt: 6, severity: 'info', event, session: 's1' } as const;
  await store.add([named]);
  expect(await store.latest(10)).toEqual([
    named,
    { id: 'e1', receivedAt: 5, severity: 'info', event },
  ]);
  await database.destroy();
});
