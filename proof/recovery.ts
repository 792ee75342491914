// Runs a real page of Fireside through resets, errors, limits, cut answers, server restarts and offline spells, and
// checks that everything that can recover does so without the writer. Then it compares time and memory with the same
// work on bare fetch. `npm run proof recovery -- --seed=7` repeats the faults of that seed; `-- --scenario=FILE` plays
// another scenario. `-- --short` is the form for CI.
import { readFileSync, rmSync } from 'node:fs';
import { readScenario } from '@holdfast/testing';
import { chromium } from 'playwright';
import { chromiumLaunchOptions } from '../scripts/chromium.ts';
import { bundlePages } from './recovery/bundle-pages.ts';
import { startFireside } from './recovery/fireside.ts';
import { measureMemory } from './recovery/measure-memory.ts';
import { measureTime, ROUND_TRIP_MS } from './recovery/measure-time.ts';
import { SPELL_KINDS } from './recovery/recovery-scenario.ts';
import { proveRecovery } from './recovery/prove-recovery.ts';

const isShort = process.argv.includes('--short');
const given = process.argv.find((argument) => argument.startsWith('--seed='));
const file = process.argv
  .find((argument) => argument.startsWith('--scenario='))
  ?.slice('--scenario='.length);
const scenario =
  file === undefined ? undefined : readScenario(JSON.parse(readFileSync(file, 'utf8')));
const seed = given === undefined ? 13 : Number(given.slice('--seed='.length));

const pages = await bundlePages();
const browser = await chromium.launch(chromiumLaunchOptions());
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const row = (name: string, value: string, limit = ''): void =>
  console.log(`  ${name.padEnd(50)} ${value.padStart(12)}   ${limit}`);
const problems: string[] = [];
const require = (holds: boolean, problem: string): void => {
  if (!holds) problems.push(problem);
};

// `--only=recovery` or `--only=cost` is one half.
const only = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice('--only='.length);

async function recovery(): Promise<void> {
  const operations = isShort ? 100 : 2000;
  const found = await proveRecovery({ browser, pages, operations, seed, scenario });
  const share = found.troubled === 0 ? 1 : found.recovered / found.troubled;
  console.log(`Recovery, seed ${seed}`);
  row('operations', String(found.operations));
  for (const kind of SPELL_KINDS) {
    row(`spells: ${kind}`, String(found.spells.filter((one) => one.kind === kind).length));
  }
  for (const one of found.cannot) row('the browser cannot', one);
  row('operations that a fault touched', String(found.troubled));
  row('recovered without the writer', percent(share, 2), '≥ 99.9 %');
  row('time to recovery after the fault, p50', seconds(found.p50Ms));
  row('time to recovery after the fault, p95', seconds(found.p95Ms), '< 30 s');
  row('time to recovery after the fault, longest', seconds(found.maxMs));
  row('writes lost or doubled in the database', String(found.wrongRows), '0');
  for (const lost of found.lost.slice(0, 10)) console.log(`    not recovered: ${lost}`);
  for (const stuck of found.stuck.slice(0, 10)) console.log(`    needs the writer: ${stuck}`);
  require(share >= 0.999, 'Less than 99.9 % recovered.');
  require(found.p95Ms < 30_000, 'The recovery takes too long.');
  require(found.wrongRows === 0, 'Writes were lost or doubled.');
}

async function proveCost(): Promise<void> {
  const fireside = await startFireside(pages);
  const time = await measureTime({ browser, fireside, operations: isShort ? 40 : 400 });
  console.log(`\nThe same work through the SDK and on bare fetch, ${ROUND_TRIP_MS} ms round trip`);
  for (const [name, cost] of [
    ['a read', time.read],
    ['a write, stored on the device first', time.write],
  ] as const) {
    const interval = `from ${percent(cost.from)} to ${percent(cost.to)}`;
    row(`${name}: bare fetch, median`, `${cost.bareMs.toFixed(1)} ms`);
    row(`${name}: SDK, median`, `${cost.sdkMs.toFixed(1)} ms`);
    row(`${name}: more time`, percent(cost.more), `${interval}; < 3 %`);
    // A loaded machine widens the interval, and must not decide. Few operations say nothing.
    if (!isShort) require(cost.from < 0.03, `The SDK takes too much time for ${name}.`);
  }
  const rounds = isShort ? 1 : 5;
  const memory = await measureMemory({ browser, fireside, operations: 60, rounds });
  await fireside.dispose();
  row('private memory of the page, bare fetch', megabytes(memory.bare.bytes));
  row('private memory of the page, SDK', megabytes(memory.sdk.bytes));
  row('more memory', percent(memory.more), '< 2 %');
  row('JavaScript heap, bare fetch', megabytes(memory.bare.heap));
  row('JavaScript heap, SDK', megabytes(memory.sdk.heap));
  if (!isShort) require(memory.more < 0.02, 'The SDK takes too much memory.');
}

try {
  if (only !== 'cost') await recovery();
  if (only !== 'recovery') await proveCost();
} finally {
  await browser.close();
  rmSync(pages, { recursive: true, force: true });
}
for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);
