import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAuditTable } from './audit-table.ts';
import { createConsumedTable } from './consumed-table.ts';
import { createDurableTables } from './durable-tables.ts';
import { createIdempotencyTables } from './idempotency-tables.ts';
import { createLimitTable } from './limit-table.ts';
import { createAlertTables } from './alert-tables.ts';
import { createRelayTables } from './relay-tables.ts';
import { createRollupTables } from './rollup-tables.ts';
import { createStreamTables } from './stream-tables.ts';
import { createTelemetryTable } from './telemetry-table.ts';
import { createThreatTable } from './threat-table.ts';

/** A database without a table, on connections of its own each time. */
export type FreshDatabase = () => Promise<{
  readonly connect: () => Kysely<object>;
  readonly drop: () => Promise<void>;
}>;

async function createAll(database: Kysely<object>): Promise<void> {
  await createAuditTable(database);
  await createConsumedTable(database);
  await createDurableTables(database);
  await createIdempotencyTables(database);
  await createLimitTable(database);
  await createAlertTables(database);
  await createRelayTables(database);
  await createRollupTables(database);
  await createStreamTables(database);
  await createTelemetryTable(database);
  await createThreatTable(database);
}

/** Tests of the creation of the kit's tables, for every database. */
export function creationContract(name: string, fresh: FreshDatabase): void {
  describe(`the tables of the kit on ${name}`, () => {
    it('can be created by several servers at once on a fresh database, and again later', async () => {
      const { connect, drop } = await fresh();
      const servers = Array.from({ length: 5 }, connect);
      onTestFinished(async () => {
        await Promise.all(servers.map((server) => server.destroy()));
        await drop();
      });
      await Promise.all(servers.map(createAll));
      await Promise.all(servers.map(createAll));
      const [one] = servers;
      if (one) await sql`select * from holdfast_audit, holdfast_claims`.execute(one);
    });

    it('can be migrated by several servers at once, with steps that only work once', async () => {
      const { connect, drop } = await fresh();
      const servers = Array.from({ length: 4 }, connect);
      onTestFinished(async () => {
        await Promise.all(servers.map((server) => server.destroy()));
        await drop();
      });
      const once: Migration = {
        async up(database) {
          await createAll(database);
          await sql`create table once (a integer)`.execute(database);
          await sql`insert into once values (1)`.execute(database);
        },
      };
      const provider = { getMigrations: async () => ({ '0001-once': once }) };
      const results = await Promise.all(
        servers.map((db) => new Migrator({ db, provider }).migrateToLatest()),
      );
      expect(results.map(({ error }) => error)).toEqual(servers.map(() => undefined));
      const [one] = servers;
      expect((one && (await sql`select a from once`.execute(one)))?.rows).toHaveLength(1);
    });

    it('are created completely, or not at all when a migration of the app fails', async () => {
      const { connect, drop } = await fresh();
      const database = connect();
      onTestFinished(async () => {
        await database.destroy();
        await drop();
      });
      const migration = database.transaction().execute(async (transaction) => {
        await createAll(transaction);
        throw new Error('halfway');
      });
      await expect(migration).rejects.toThrow('halfway');
      await expect(sql`select * from holdfast_audit`.execute(database)).rejects.toMatchObject({
        code: 'DATABASE_QUERY_FAILED',
      });
    });
  });
}
