import path from 'node:path';
import { parseArgs } from 'node:util';
import { type EngineName, findEngine } from './engines.ts';
import { type ContestantName, planTrial } from './plan-trial.ts';
import { runTrial, type TrialResult } from './run-trial.ts';
import { promiseRows, spreadRows } from './tables.ts';
import { openVerdicts, type Verdict, type VerdictFile } from './verdict-file.ts';
import { createWorld, type World } from './world.ts';

const ENGINES: readonly EngineName[] = ['chromium', 'firefox'];
const CONTESTANTS: readonly ContestantName[] = ['holdfast', 'workbox', 'tanstack'];
/** A profile keeps the workers of all its trials. */
const TRIALS_PER_PROFILE = 40;

interface Run {
  readonly kills: number;
  readonly peerKills: number;
  readonly seed: number;
  readonly contestants: readonly ContestantName[];
  readonly verdicts: VerdictFile;
}

/**
 * Kills real browsers at every stage of a write. `--kills 500` is how often in each engine, `--short` makes five kills,
 * `--seed` makes other trials, `--engine` and `--contestant` choose one. A run that was broken off goes on when it is
 * started again; `--fresh` begins anew.
 */
export async function proveBrowsers(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string' },
      'peer-kills': { type: 'string' },
      seed: { type: 'string', default: '20261129' },
      engine: { type: 'string' },
      contestant: { type: 'string' },
      short: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
    },
  });
  const kills = Number(values.kills ?? (values.short ? 5 : 500));
  const seed = Number(values.seed);
  const isWhole = values.kills === undefined && !values.short;
  const name = values.short ? 'short' : `${seed}${values.engine ? `-${values.engine}` : ''}`;
  const run: Run = {
    ...{ kills, seed },
    peerKills: Number(values['peer-kills'] ?? (values.short ? 0 : isWhole ? kills / 5 : kills)),
    contestants: CONTESTANTS.filter((one) => one === (values.contestant ?? one)),
    verdicts: openVerdicts(
      path.join(import.meta.dirname, `../../out/offline-browsers-${name}.json`),
    ),
  };
  if (values.fresh || values.short) run.verdicts.clear();
  const engines = ENGINES.filter((one) => one === (values.engine ?? one));
  await Promise.all(engines.map((engine) => proveOn(engine, run)));
  report(run);
}

async function proveOn(engine: EngineName, run: Run): Promise<void> {
  const command = findEngine(engine);
  if (!command) return console.log(`There is no ${engine} here.`);
  const world = await createWorld(command);
  let trials = 0;
  try {
    for (let index = 0; index < run.kills; index += 1) {
      for (const contestant of run.contestants) {
        const seed = run.seed + index;
        if (contestant !== 'holdfast' && index >= run.peerKills) continue;
        if (run.verdicts.has({ engine, contestant, fault: 'kill', seed })) continue;
        trials += 1;
        if (trials % TRIALS_PER_PROFILE === 0) await world.renew();
        const verdict = await prove(engine, contestant, seed, world);
        run.verdicts.add(verdict);
        tellVerdict(verdict);
      }
    }
  } finally {
    await world.dispose();
  }
}

async function prove(
  engine: EngineName,
  contestant: ContestantName,
  seed: number,
  world: World,
): Promise<Verdict> {
  const nothing = { stage: 'elsewhere', acknowledged: 0, sends: 0, effects: 0, drainedMs: 0 };
  const trial = { engine, contestant, fault: 'kill', seed };
  try {
    const result = await runTrial(planTrial(contestant, seed), world);
    return { ...trial, ...verdictOf(result) };
  } catch (error) {
    // The machine, and not the contestant, kept this trial from its end.
    await world.renew();
    return { ...trial, ...nothing, violations: [], broken: String(error) };
  }
}

function verdictOf({
  stage,
  history,
  violations,
  drainedMs,
  broken,
}: TrialResult): Omit<Verdict, 'engine' | 'contestant' | 'fault' | 'seed'> {
  const count = (...types: readonly string[]): number =>
    history.filter(({ type }) => types.includes(type)).length;
  return {
    ...{ stage: stage ?? 'elsewhere', drainedMs, violations },
    acknowledged: count('acknowledged'),
    sends: count('received'),
    effects: count('applied'),
    ...(broken.length > 0 && { broken: broken.join('; ') }),
  };
}

function tellVerdict({ engine, contestant, seed, stage, violations, broken }: Verdict): void {
  const what = violations.map((one) => `${one.promise}: ${one.what}`).join('; ');
  if (what === '' && broken === undefined) return;
  console.log(`${contestant}, ${engine}, seed ${seed}, killed at ${stage}: ${broken ?? what}`);
}

function report({ verdicts: { verdicts }, seed }: Run): void {
  console.table(promiseRows(verdicts, seed));
  console.table(spreadRows(verdicts));
  console.log(NOTES);
  const broken = verdicts.filter((one) => one.broken !== undefined).length;
  if (broken > 0) console.log(`${broken} trials did not come to their end and do not count.`);
  const ours = verdicts.filter(({ contestant }) => contestant === 'holdfast');
  const bad = ours.filter(({ violations }) => violations.length > 0);
  for (const { seed: one, engine } of bad) {
    console.log(
      `Again: npm run proof offline browsers -- --seed=${one} --kills=1 --engine=${engine} --contestant=holdfast`,
    );
  }
  if (bad.length > 0 || ours.length === 0) process.exitCode = 1;
}

const NOTES = `Notes.
workbox: it sends no key, so nothing but itself keeps it from sending twice. Its plug-in stores a request only when the
  request has failed, and tells the page so by letting the call fail: that counts as acknowledged. It runs with
  \`forceSyncFallback\`, because Chromium waits five minutes after a sync that failed, and Firefox has no syncs. It
  promises no order; its one queue is judged as if it did.
tanstack: \`commit\` settles with the answer of the server, so an entry counts as acknowledged when \`peekOutbox\` lists
  it. It runs in the page only, and its one queue is for all lanes.
Every server answers under the \`Idempotency-Key\` that it gets. Sends and effects are counted apart.`;
