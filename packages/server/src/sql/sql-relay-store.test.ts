import { Kysely } from 'kysely';
import { setRelayClockBack } from '../../test/set-relay-clock-back.ts';
import { relayStoreContract } from '../relay/relay-store.contract.ts';
import { sqliteDialect } from '../sqlite/node-sqlite-dialect.ts';
import { createRelayTables } from './relay-tables.ts';
import { sqlRelayStore } from './sql-relay-store.ts';
import { transact } from './transact.ts';

relayStoreContract('SQLite', async () => {
  const database = new Kysely<object>({ dialect: sqliteDialect(':memory:') });
  await createRelayTables(database);
  return {
    store: sqlRelayStore(database),
    transact: (work) => transact(database, work),
    setBack: (ms) => setRelayClockBack(database, ms),
    close: () => database.destroy(),
  };
});
