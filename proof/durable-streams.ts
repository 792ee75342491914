// Runs the public conformance suite of the Durable Streams protocol against a server of `createDurableStreams` in a
// process of its own: in memory, on SQLite and on PostgreSQL, one after the other. `-- --short` runs memory and SQLite
// at once. First the client of the protocol reads streams of `createStreamServer`. `-- --install` only installs the suite.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installApart } from '../scripts/install-apart.ts';
import { startPostgres } from '../scripts/postgres.ts';
import { readStories, runSuite, type SuiteReport } from './durable-streams/run-suite.ts';

/** The number of tests in the suite, so that a partial run does not pass. */
const PASSED = 332;
/** The suite leaves out the subscriptions, a part of the protocol that servers may have. */
const SKIPPED = 6;

installApart(path.join(import.meta.dirname, 'durable-streams'), 'the suite of Durable Streams');
if (process.argv.includes('--install')) process.exit();

const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-durable-'));
const file = path.join(folder, 'streams.sqlite');
try {
  if (process.argv.includes('--short')) {
    const [memory, sqlite, stories] = await Promise.all([
      runSuite(undefined),
      runSuite(file),
      readStories(),
    ]);
    tellStories(stories);
    tell('memory', memory);
    tell('SQLite', sqlite);
  } else {
    tellStories(await readStories());
    tell('memory', await runSuite(undefined));
    tell('SQLite', await runSuite(file));
    await onPostgres();
  }
} finally {
  await rm(folder, { recursive: true });
}

async function onPostgres(): Promise<void> {
  const postgres = await startPostgres();
  if (!postgres) return console.log('PostgreSQL: left out, this machine has none');
  try {
    tell('PostgreSQL', await runSuite(postgres.url));
  } finally {
    postgres.stop();
  }
}

function tellStories(texts: readonly string[]): void {
  console.log(`Our own streams, read by the client of the protocol: ${texts.join(', ')}`);
  const whole = texts.filter((text) => text.endsWith(': Once upon a time (done)'));
  if (whole.length !== 3) process.exitCode = 1;
}

function tell(store: string, { passed, failed, skipped, tookMs }: SuiteReport): void {
  const seconds = (tookMs / 1000).toFixed(1);
  console.log(
    `${store}: ${passed} passed, ${failed.length} failed, ${skipped} of subscriptions left out (${seconds} s)`,
  );
  for (const name of failed) console.error(`  ${name}`);
  if (failed.length > 0 || passed !== PASSED || skipped !== SKIPPED) process.exitCode = 1;
}
