// Measures the cost that `transact` adds to a bare Kysely transaction, on both databases, alone and a
// hundred at once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { postgresDialect } from '@holdfast/server/postgres';
import { transact } from '@holdfast/server/sql';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { createPostgresDatabase } from '../scripts/postgres-database.ts';
import { startPostgres } from '../scripts/postgres.ts';
import { report, type Row } from './harness/report.ts';
import { median, ratioInterval } from './harness/statistics.ts';
import { timed } from './harness/timed.ts';

interface Tables {
  readonly notes: { readonly text: string };
}

const GOAL_MS = 5;
const ROUND = 100;
const rounds = process.argv.includes('--short') ? 5 : 31;

const write = async (transaction: Transaction<Tables>): Promise<void> => {
  await transaction.insertInto('notes').values({ text: 'hi' }).execute();
};

type Work = () => Promise<void>;
type Waits = readonly number[];

/** Runs both in turn, so that other work on the machine affects them alike. */
async function alone(left: Work, right: Work): Promise<readonly [Waits, Waits]> {
  const [ofLeft, ofRight]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < ROUND; turn += 1) {
    ofLeft.push(await timed(left));
    ofRight.push(await timed(right));
  }
  return [ofLeft, ofRight];
}

const crowd = (work: Work): Promise<Waits> =>
  Promise.all(Array.from({ length: ROUND }, () => timed(work)));

async function atOnce(left: Work, right: Work, turn: number): Promise<readonly [Waits, Waits]> {
  if (turn % 2 === 0) return [await crowd(left), await crowd(right)];
  const ofRight = await crowd(right);
  return [await crowd(left), ofRight];
}

const p95Of = (waits: Waits): number =>
  waits.toSorted((left, right) => left - right)[Math.floor(waits.length * 0.95)] ?? Number.NaN;

/**
 * The difference of two single waits for a disk is mostly the disk, so each side has its own percentile.
 */
async function compare(
  name: string,
  round: (turn: number) => Promise<readonly [Waits, Waits]>,
): Promise<Row> {
  const [ofBare, ofOurs]: [number[], number[]] = [[], []];
  // The first round is the warm-up: code, connections, pages of the file.
  for (let index = -1; index < rounds; index += 1) {
    const [left, right] = await round(index);
    if (index < 0) continue;
    ofBare.push(p95Of(left));
    ofOurs.push(p95Of(right));
  }
  const [bare, ours] = [median(ofBare), median(ofOurs)];
  const { low, high } = ratioInterval(ofOurs, ofBare);
  const added = ours - bare;
  // This figure is only reported and never fails a build, because most of it is the time of the machine's disk.
  console.log(
    `${added < GOAL_MS ? '' : 'MISSED '}${name}: ${added.toFixed(3)} ms added at p95, goal < ${GOAL_MS} ms; ${low.toFixed(2)}–${high.toFixed(2)}× bare (95 %)`,
  );
  return {
    name: `p95, ${name}`,
    unit: 'ns per transaction',
    ...{ ours: ours * 1e6, bare: bare * 1e6, peers: {}, ratios: { 'ours/bare': ours / bare } },
  };
}

async function measure(
  name: string,
  plain: Kysely<Tables>,
  named: Kysely<Tables>,
): Promise<readonly Row[]> {
  await sql`create table notes (text text not null)`.execute(plain);
  const bare: Work = () => plain.transaction().execute(write);
  const ours: Work = () => transact(named, write);
  const rows = [
    await compare(`${name}, one at a time`, () => alone(bare, ours)),
    await compare(`${name}, a hundred at once`, (turn) => atOnce(bare, ours, turn)),
  ];
  await plain.destroy();
  if (named !== plain) await named.destroy();
  return rows;
}

// Without a disk, only the work itself remains.
const memory = new Kysely<Tables>({ dialect: sqliteDialect(':memory:') });
const rows = [...(await measure('SQLite in memory', memory, memory))];

const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-bench-'));
const file = new Kysely<Tables>({ dialect: sqliteDialect(path.join(folder, 'bench.sqlite')) });
rows.push(...(await measure('SQLite', file, file)));
rmSync(folder, { recursive: true });

const postgres = await startPostgres();
if (postgres) {
  const { url, drop } = await createPostgresDatabase(postgres.url);
  // Dropping the database ends idle connections, which a pool without a listener throws.
  const pool = (): pg.Pool => new pg.Pool({ connectionString: url, max: 10 }).on('error', () => {});
  const plain = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool() }) });
  const named = new Kysely<Tables>({ dialect: postgresDialect(pool()) });
  rows.push(...(await measure('PostgreSQL', plain, named)));
  await drop();
  postgres.stop();
} else {
  console.log('No PostgreSQL on this machine, so nothing is measured there.');
}
report('transactions', rows);
