// Kills servers with a relay, cuts answers of their receiver and takes it away, and checks for every key that nothing
// is lost and nothing is out of order. `npm run proof relay -- --seed=7` repeats the random choices of that seed;
// `--kills=20` makes it shorter, with fewer cuts and outages as well; `--http`, `--kafka`, `--sqlite` and `--postgres` try one of each only.
import { randomInt } from 'node:crypto';
import { KafkaMockMissing } from '@holdfast/testing/node';
import { startPostgres } from '../scripts/postgres.ts';
import { proveRelay, type RelayReport } from './relay/prove-relay.ts';
import { openKafkaTarget } from './relay/targets/kafka-target.ts';
import { onPostgres, onSqlite } from './server-writes/on-each-database.ts';

// The short form has no deadly event, which costs five starts of a server, and measures no times, which a busy machine
// decides.
const isShort = process.argv.includes('--short');
const seed = numberOf('seed') ?? randomInt(1_000_000);
const kills = numberOf('kills') ?? 200;
const goals = isShort
  ? { kills: 1, cuts: 4, outages: 2, calmOutages: 0, badOneIn: 60, deadlyKey: '' }
  : {
      ...{ kills, cuts: kills * 2.5 },
      ...{ outages: Math.ceil(kills / 4), calmOutages: Math.ceil(kills / 4) },
      ...{ badOneIn: 10_000, deadlyKey: 'k7' },
    };

function numberOf(option: string): number | undefined {
  const start = `--${option}=`;
  const given = process.argv.find((argument) => argument.startsWith(start));
  return given === undefined ? undefined : Number(given.slice(start.length));
}

async function kinds(): Promise<readonly ('http' | 'kafka')[]> {
  if (process.argv.includes('--http')) return ['http'];
  try {
    await (await openKafkaTarget()).close();
  } catch (error) {
    if (!(error instanceof KafkaMockMissing)) throw error;
    console.log(`Kafka is left out: ${error.message}`);
    return ['http'];
  }
  // The short form has ten seconds.
  return process.argv.includes('--kafka') || isShort ? ['kafka'] : ['http', 'kafka'];
}

function tell(name: string, report: RelayReport): void {
  const { lost, outOfOrder, invented, left, effects, dead, deadArrived, events } = report;
  const { recoveryP95Ms } = report;
  const recovery = recoveryP95Ms === undefined ? '' : `; recovery p95 ${recoveryP95Ms} ms`;
  console.log(`${name}, seed ${seed}:`);
  console.log(
    `  ${report.kills} kills, ${report.freezes} freezes, ${report.deaths} deaths of a deadly event, ${report.cuts} cut answers, ${report.outages} outages`,
  );
  console.log(
    `  ${events} events, ${report.arrivals} arrivals, ${report.repeats} repeats of a known id, ${effects} effects, ${dead} dead, of which ${deadArrived} had arrived`,
  );
  console.log(
    `  ${lost} lost, ${outOfOrder} out of order, ${invented} invented, ${left} left${recovery}`,
  );
  if (lost + outOfOrder + invented + left > 0 || effects + dead - deadArrived !== events)
    process.exitCode = 1;
  if (recoveryP95Ms !== undefined && recoveryP95Ms >= 5000) process.exitCode = 1;
}

const toRun = await kinds();
const isAsked = (database: 'sqlite' | 'postgres'): boolean =>
  process.argv.includes(`--${database}`) ||
  !process.argv.some((argument) => argument === '--sqlite' || argument === '--postgres');

async function proveOnSqlite(): Promise<void> {
  if (!isAsked('sqlite')) return;
  for (const kind of toRun) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    const report = await onSqlite((address) => proveRelay(address, kind, goals, seed));
    tell(`SQLite to ${kind}`, report);
  }
}

async function proveOnPostgres(): Promise<void> {
  if (!isAsked('postgres')) return;
  const postgres = await startPostgres();
  if (!postgres) {
    console.log('PostgreSQL is left out: this machine has none.');
    return;
  }
  try {
    for (const kind of toRun) {
      const prove = (address: string) => proveRelay(address, kind, goals, seed);
      // oxlint-disable-next-line no-await-in-loop -- one after another
      tell(`PostgreSQL to ${kind}`, await onPostgres(postgres.url, prove));
    }
  } finally {
    postgres.stop();
  }
}

// Times are measured on one at a time.
if (isShort) await Promise.all([proveOnSqlite(), proveOnPostgres()]);
else {
  await proveOnSqlite();
  await proveOnPostgres();
}
