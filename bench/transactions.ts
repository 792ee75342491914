// What `transact` adds to a bare Kysely transaction, on both databases, alone and a hundred at once.
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
import { median } from './harness/statistics.ts';

interface Tables {
  readonly notes: { readonly text: string };
}

const LIMIT_MS = 5;
const short = process.argv.includes('--short');
const rounds = short ? 200 : 2000;
const crowds = short ? 5 : 30;

const write = async (transaction: Transaction<Tables>): Promise<void> => {
  await transaction.insertInto('notes').values({ text: 'hi' }).execute();
};
const bare = (database: Kysely<Tables>) => () => database.transaction().execute(write);
const ours = (database: Kysely<Tables>) => () => transact(database, write);

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((left, right) => left - right)[Math.floor(share * (values.length - 1))] ??
  Number.NaN;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Both in turn, so that whatever else the machine does hits them alike. Told, never judged. */
async function compare(
  name: string,
  left: () => Promise<unknown>,
  right: () => Promise<unknown>,
  times: number,
): Promise<void> {
  const [ofBare, ofOurs]: [number[], number[]] = [[], []];
  for (let round = 0; round < times; round += 1) {
    ofBare.push(await timed(left));
    ofOurs.push(await timed(right));
  }
  const row = (values: readonly number[]): string =>
    `p50 ${median(values).toFixed(3)} p95 ${quantile(values, 0.95).toFixed(3)} ms`;
  // Single differences of two waits for a disk are mostly the disk; quantiles are of each side.
  const added = quantile(ofOurs, 0.95) - quantile(ofBare, 0.95);
  console.log(`${name}: bare ${row(ofBare)}, transact ${row(ofOurs)}`);
  console.log(`  added at p95: ${added.toFixed(3)} ms, goal < ${LIMIT_MS} ms`);
}

const hundred = (work: () => Promise<void>) => () => Promise.all(Array.from({ length: 100 }, work));

async function measure(name: string, plain: Kysely<Tables>, named: Kysely<Tables>): Promise<void> {
  await sql`create table notes (text text not null)`.execute(plain);
  const [left, right] = [bare(plain), ours(named)];
  await left();
  await right();
  await compare(`${name}, one at a time`, left, right, rounds);
  await compare(`${name}, a hundred at once`, hundred(left), hundred(right), crowds);
  await plain.destroy();
  if (named !== plain) await named.destroy();
}

// Without a disk, what is left is the work itself.
const memory = new Kysely<Tables>({ dialect: sqliteDialect(':memory:') });
await measure('SQLite in memory', memory, memory);

const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-bench-'));
const file = new Kysely<Tables>({ dialect: sqliteDialect(path.join(folder, 'bench.sqlite')) });
await measure('SQLite', file, file);
rmSync(folder, { recursive: true });

const postgres = await startPostgres();
if (postgres) {
  const { url, drop } = await createPostgresDatabase(postgres.url);
  // Dropping the database ends idle connections, which a pool without a listener throws.
  const pool = (): pg.Pool => new pg.Pool({ connectionString: url, max: 10 }).on('error', () => {});
  await measure(
    'PostgreSQL',
    new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool() }) }),
    new Kysely<Tables>({ dialect: postgresDialect(pool()) }),
  );
  await drop();
  postgres.stop();
} else {
  console.log('No PostgreSQL on this machine, so nothing is measured there.');
}
