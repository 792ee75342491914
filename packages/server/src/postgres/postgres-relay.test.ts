import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openPostgres } from '../../test/open-postgres.ts';
import { setRelayClockBack } from '../../test/set-relay-clock-back.ts';
import { createPostgresDatabase, describeOnPostgres } from '../../test/postgres-database.ts';
import { relayStoreContract } from '../relay/relay-store.contract.ts';
import { databaseOf } from '../sql/database-of.ts';
import { createRelayTables, type RelayTables } from '../sql/relay-tables.ts';
import { claimRows } from '../sql/sql-relay-claim.ts';
import { sqlRelayStore } from '../sql/sql-relay-store.ts';
import { transact } from '../sql/transact.ts';

describeOnPostgres('PostgreSQL', () => {
  relayStoreContract('PostgreSQL', async () => {
    const postgres = await createPostgresDatabase();
    const database = openPostgres<object>(postgres.url);
    await createRelayTables(database);
    return {
      store: sqlRelayStore(database),
      transact: (work) => transact(database, work),
      setBack: (ms) => setRelayClockBack(database, ms),
      close: async () => {
        await database.destroy();
        await postgres.drop();
      },
    };
  });

  it('a claim reads a few rows of a backlog that the database knows nothing of yet', async () => {
    const postgres = await createPostgresDatabase();
    const database = openPostgres<RelayTables>(postgres.url);
    await createRelayTables(database);
    const { held } = await sqlRelayStore(database).lease({ relay: 'one', leaseMs: 60_000 });
    const read = await transact(database, async (transaction) => {
      // Nothing analyses rows before their commit.
      await sql`
        insert into holdfast_relay
        select 'sink', number, '["sink","t","' || number % 1000 || '"]', number % 16, number / 1000,
          'waiting', 1, 0, '{}', null, null, number, 0, 0, 0, 0, 0, null, null
        from generate_series(0, 19999) as number
      `.execute(transaction);
      const { events } = await claimRows(transaction, databaseOf('it', database), {
        ...{ relay: 'one', sink: 'sink', shards: held.map(({ shard }) => shard) },
        ...{ after: '', most: 20 },
      });
      expect(events).toHaveLength(20);
      const { rows } = await sql<{ readonly read: string }>`
        select seq_tup_read + idx_tup_fetch as read from pg_stat_xact_user_tables
        where relname = 'holdfast_relay'
      `.execute(transaction);
      return Number(rows[0]?.read);
    });
    expect(read).toBeLessThan(500);
    await database.destroy();
    await postgres.drop();
  });
});
