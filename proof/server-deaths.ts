// Kills servers under load at every point of a write, and checks that no acknowledged write is lost or
// doubled. `npm run proof server-deaths -- --seed=7` repeats the random choices of that seed.
import { randomInt } from 'node:crypto';
import { startPostgres } from '../scripts/postgres.ts';
import { onPostgres, onSqlite } from './server-writes/on-each-database.ts';
import { killServers } from './server-writes/server-deaths.ts';

const given = process.argv.find((argument) => argument.startsWith('--seed='));
const seed = given === undefined ? randomInt(1_000_000) : Number(given.slice('--seed='.length));
const options = { deaths: process.argv.includes('--short') ? 8 : 100, clients: 20, seed };
const kill = (address: string) => killServers(address, options);

const postgres = await startPostgres();
if (!postgres) throw new Error('This needs a PostgreSQL.');
try {
  for (const [name, report] of [
    ['SQLite', await onSqlite(kill)],
    ['PostgreSQL', await onPostgres(postgres.url, kill)],
  ] as const) {
    const { deaths, lost, doubled, effects, acknowledged, replayed } = report;
    console.log(`${name}, seed ${seed}: servers died at`);
    for (const [point, count] of Object.entries(deaths)) {
      console.log(`  ${point.padEnd(7)} ${'█'.repeat(count)} ${count}`);
    }
    console.log(
      `  ${acknowledged} acknowledged (${replayed} told again), ${effects} effects, ${lost} lost, ${doubled} doubled`,
    );
    if (lost + doubled > 0 || effects !== acknowledged) process.exitCode = 1;
  }
} finally {
  postgres.stop();
}
