import { parseArgs } from 'node:util';
import { availableParallelism } from 'node:os';
import { MOST_LAG_MS } from '../history/check-history.ts';
import { FULL } from './explore.ts';
import { proveAll } from './prove-all.ts';
import { proveRandom, replaySeed } from './prove-random.ts';
import { proveStates } from './prove-states.ts';
import { proveMutants } from './prove-mutants.ts';
import { countViolations, rowsOf, type Report } from './report.ts';

/**
 * The part of the proof on simulated devices: all small schedules, many random ones, and broken copies of the
 * outbox that it has to catch. Sets the exit code.
 */
export async function proveModel(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: {
      short: { type: 'boolean', default: false },
      seed: { type: 'string' },
      schedules: { type: 'string' },
      entries: { type: 'string' },
      deviations: { type: 'string' },
      only: { type: 'string' },
      jobs: { type: 'string', default: String(Math.max(1, availableParallelism() - 1)) },
    },
  });
  if (values.seed !== undefined) {
    const { failing } = await replaySeed(Number(values.seed));
    console.log(JSON.stringify(failing, undefined, 2));
    process.exitCode = failing.length > 0 ? 1 : 0;
    return;
  }
  const isShort = values.short === true;
  const entries = Number(values.entries ?? (isShort ? 1 : 4));
  const all = Number(values.deviations ?? (isShort ? 2 : FULL.all));
  const schedules = Number(values.schedules ?? (isShort ? 1_000 : 1_000_000));
  const has = (part: string): boolean => (values.only ?? part) === part;

  if (has('mutants')) await proveMutants();
  if (has('states') && !proveStates(isShort ? 1 : entries)) process.exitCode = 1;
  if (has('exhaustive')) {
    console.log(`All schedules of up to ${entries} entries with up to ${all} deviations:`);
    const report = await proveAll(entries, { ...FULL, all }, `offline-all-${entries}-${all}`);
    tell(report, 'npm run proof offline model -- --only=exhaustive');
  }
  if (has('random')) {
    console.log('Random schedules:');
    const report = await proveRandom(schedules, Number(values.jobs));
    tell(report, 'npm run proof offline model -- --seed=<seed>');
    console.log(
      `A healthy lane was ${Math.round(report.lagMs)} ms behind at most (${MOST_LAG_MS} allowed).`,
    );
  }
}

function tell(report: Report, again: string): void {
  console.table(rowsOf(report));
  const broken = countViolations(report);
  console.log(`${report.schedules} schedules, ${broken} violations. Again: ${again}`);
  if (broken > 0) process.exitCode = 1;
}
