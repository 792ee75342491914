// `npm run bench load [-- --short] [-- --postgres]`: simulated users against a real Fireside over HTTP. Each reads,
// writes and lets takes be told, with pauses as a person makes them. With `--postgres` two servers share a database. With `--scenario=FILE` the way to each
// server is as bad as that scenario says, and no more requests may fail than it touched.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import path from 'node:path';
import process from 'node:process';
import { readScenario } from '@holdfast/testing';
import { createFaultProxy } from '@holdfast/testing/node';
import { createPostgresDatabase } from '../scripts/postgres-database.ts';
import { startPostgres } from '../scripts/postgres.ts';
import { percentile } from './harness/crowd.ts';
import { startFireside } from './harness/loaded-server.ts';
import { createLoadUser, emptyTimes, type LoadTimes, type LoadUser } from './load-users.ts';

const isShort = process.argv.includes('--short');
const isOnPostgres = process.argv.includes('--postgres');
const file = process.argv
  .find((argument) => argument.startsWith('--scenario='))
  ?.slice('--scenario='.length);
const scenario =
  file === undefined ? undefined : readScenario(JSON.parse(readFileSync(file, 'utf8')));
const users = isShort ? 20 : 200;
const forMs = isShort ? 15_000 : 300_000;
const THINK_MS = 2000;
/** The share of requests that may fail. */
const ERROR_BUDGET = 0.001;

const postgres = isOnPostgres ? await startPostgres({ sync: true }) : undefined;
if (isOnPostgres && !postgres) throw new Error('There is no PostgreSQL on this machine.');
const databaseUrl = postgres ? (await createPostgresDatabase(postgres.url)).url : '';
const servers = [await startFireside(databaseUrl)];
if (isOnPostgres) servers.push(await startFireside(databaseUrl));
const ways = scenario
  ? await Promise.all(
      servers.map(({ port }) => createFaultProxy({ target: `http://127.0.0.1:${port}` })),
    )
  : [];
const ports =
  ways.length > 0
    ? ways.map(({ url }) => Number(new URL(url).port))
    : servers.map(({ port }) => port);
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

try {
  let turn = 0;
  const port = (): number => {
    turn += 1;
    return ports[turn % ports.length] ?? 0;
  };
  const times = emptyTimes();
  const crowd: LoadUser[] = [];
  for (let nth = 0; nth < users; nth += 1) {
    const name = `writer ${nth} of the load`;
    // oxlint-disable-next-line no-await-in-loop -- a sign-up is the costliest request
    crowd.push(await createLoadUser({ agent, port, name, thinkMs: THINK_MS, times }));
  }
  const memory = [megabytes()];
  const sampling = setInterval(() => memory.push(megabytes()), forMs / 10);
  for (const server of servers) await server.lateMs();
  // The measurement leaves out the sign-ups.
  for (const way of ways) way.play(scenario);
  const until = performance.now() + forMs;
  await Promise.all(crowd.map((user) => user.live(until)));
  clearInterval(sampling);
  memory.push(megabytes());
  const lateMs = await Promise.all(servers.map((server) => server.lateMs()));
  tell(times, memory, lateMs);
} finally {
  for (const way of ways) await way.close();
  for (const server of servers) server.leave();
  postgres?.stop();
}

/** The memory of all servers together. */
function megabytes(): number {
  const sizes = servers.map(({ pid }) => {
    const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(found?.[1] ?? Number.NaN) / 1024;
  });
  return Math.round(sizes.reduce((sum, size) => sum + size, 0));
}

function tell(times: LoadTimes, memory: readonly number[], lateMs: readonly number[]): void {
  const { reads, writes, begins, gaps, errors, streams, brokenStreams } = times;
  const rows = { reads, writes, 'streams begin': begins, 'gaps in streams': gaps };
  const table = Object.entries(rows).map(([what, given]) => {
    const sorted = given.toSorted((left, right) => left - right);
    const at = (share: number): number => Math.round(percentile(sorted, share));
    return {
      ms: what,
      count: given.length,
      p50: at(0.5),
      p95: at(0.95),
      p99: at(0.99),
      most: at(1),
    };
  });
  console.table(table);
  const failed = [...errors.values()].reduce((sum, count) => sum + count, 0) + brokenStreams;
  const asked = reads.length + writes.length + begins.length + failed;
  const where = isOnPostgres ? 'two servers on PostgreSQL' : 'one server on SQLite';
  console.log(`${users} users for ${forMs / 1000} s, ${where}`);
  console.log(`${failed} of ${asked} requests failed`, Object.fromEntries(errors));
  console.log(`${streams} streams came whole, ${brokenStreams} did not`);
  console.log(
    `memory: ${memory.join(', ')} MB; event loop late by ${lateMs.map(Math.round).join(', ')} ms (p99)`,
  );
  const out = path.join(import.meta.dirname, 'out');
  mkdirSync(out, { recursive: true });
  const name = isOnPostgres ? 'load-postgres' : 'load';
  const found = { users, forMs, table, failed, asked, errors: Object.fromEntries(errors), memory };
  writeFileSync(path.join(out, `${name}.json`), `${JSON.stringify(found, undefined, 2)}\n`);
  const faults = ways.reduce((sum, way) => sum + way.told().length, 0);
  if (scenario) console.log(`The scenario broke or delayed ${faults} requests.`);
  if (failed > asked * ERROR_BUDGET + faults) process.exitCode = 1;
}
