// Sends the same keys to two server processes on one PostgreSQL, and checks that each key has one effect.
import { startPostgres } from '../scripts/postgres.ts';
import { onPostgres } from './server-writes/on-each-database.ts';
import { throwAtTwoServers } from './server-writes/two-servers.ts';

const keys = process.argv.includes('--short') ? 100 : 1000;
const postgres = await startPostgres();
if (!postgres) throw new Error('This needs a PostgreSQL.');
try {
  const report = await onPostgres(postgres.url, (address) =>
    throwAtTwoServers(address, { keys, clients: 50 }),
  );
  console.table(report);
  const { effects, lost, doubled, contradictions } = report;
  if (effects !== keys || lost + doubled + contradictions > 0) process.exitCode = 1;
  console.log(`${keys} keys, ${effects} effects`);
} finally {
  postgres.stop();
}
