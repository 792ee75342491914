import path from 'node:path';
import { parseArgs } from 'node:util';
import { type EngineName, findEngine } from './engines.ts';
import { mountSmallDisk } from './faults/disk-full.ts';
import type { Fault } from './faults/fault.ts';
import { FAULTS } from './faults/faults.ts';
import { type ContestantName, planTrial, type TrialPlan } from './plan-trial.ts';
import { runTrial } from './run-trial.ts';
import { publishLosses } from './publish-losses.ts';
import { promiseRows, spreadRows } from './tables.ts';
import type { TrialResult } from './trial-lives.ts';
import { openVerdicts, type Verdict, type VerdictFile } from './verdict-file.ts';
import { createWorld, type World } from './world.ts';

const ENGINES: readonly EngineName[] = ['chromium', 'firefox'];
const CONTESTANTS: readonly ContestantName[] = ['holdfast', 'workbox', 'tanstack'];
/** A profile keeps the workers of all its trials. */
const TRIALS_PER_PROFILE = 40;

const KILL = 'kill';

type Judged = Omit<Verdict, 'engine' | 'contestant' | 'fault' | 'seed'>;

interface Run {
  readonly kills: number;
  /** How often each other fault. */
  readonly faultTrials: number;
  readonly faults: readonly Fault[];
  readonly peerKills: number;
  readonly seed: number;
  readonly contestants: readonly ContestantName[];
  readonly verdicts: VerdictFile;
}

/**
 * Kills real browsers at every stage of a write, and lets them meet other faults. `--kills 500` is how often in each
 * engine, `--short` makes five kills, `--seed` makes other trials. `--engine`, `--contestant` and `--fault` choose one;
 * `--fault none` leaves the other faults out. A run that was broken off goes on when it is started again; `--fresh`
 * begins anew. `--publish` writes the kills into docs/figures.md.
 */
export async function proveBrowsers(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string' },
      'peer-kills': { type: 'string' },
      faults: { type: 'string' },
      fault: { type: 'string' },
      seed: { type: 'string', default: '20261129' },
      engine: { type: 'string' },
      contestant: { type: 'string' },
      short: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      publish: { type: 'boolean', default: false },
    },
  });
  const { short, engine, fault } = values;
  const kills = Number(values.kills ?? (short ? 5 : 500));
  const seed = Number(values.seed);
  const name = [short ? 'short' : seed, engine, fault]
    .filter((part) => part !== undefined)
    .join('-')
    .replaceAll(' ', '-');
  const file = path.join(import.meta.dirname, `../../out/offline-browsers-${name}.json`);
  const run: Run = {
    ...{ kills: fault === undefined || fault === 'none' ? kills : 0, seed },
    peerKills: Number(values['peer-kills'] ?? (short ? 0 : kills / 5)),
    faultTrials: Number(values.faults ?? (short ? 0 : kills / 10)),
    contestants: CONTESTANTS.filter((one) => one === (values.contestant ?? one)),
    faults: FAULTS.filter((one) => one.name === (fault ?? one.name)),
    verdicts: openVerdicts(file),
  };
  if (values.fresh || short) run.verdicts.clear();
  const engines = ENGINES.filter((one) => one === (engine ?? one));
  await Promise.all(engines.map((one) => proveOn(one, run)));
  report(run);
  if (values.publish) await publishLosses(run.verdicts.verdicts);
}

async function proveOn(engine: EngineName, run: Run): Promise<void> {
  const command = findEngine(engine);
  if (!command) return console.log(`There is no ${engine} here.`);
  const world = await createWorld(command);
  let trials = 0;
  const meet = async (contestant: ContestantName, seed: number, fault?: Fault): Promise<void> => {
    const trial = { engine, contestant, fault: fault?.name ?? KILL, seed };
    if (run.verdicts.has(trial)) return;
    trials += 1;
    if (trials % TRIALS_PER_PROFILE === 0) await world.renew();
    const plan = planTrial(contestant, seed, fault?.name);
    const verdict = { ...trial, ...(await prove(plan, world, fault)) };
    run.verdicts.add(verdict);
    tellVerdict(verdict);
  };
  try {
    for (let index = 0; index < run.kills; index += 1) {
      for (const contestant of run.contestants) {
        if (contestant === 'holdfast' || index < run.peerKills)
          await meet(contestant, run.seed + index);
      }
    }
    for (const fault of run.faults.filter(({ engines = ENGINES }) => engines.includes(engine))) {
      const { contestants = ['holdfast'] } = fault;
      for (let index = 0; index < run.faultTrials; index += 1) {
        for (const contestant of run.contestants.filter((one) => contestants.includes(one)))
          await meet(contestant, run.seed + index, fault);
      }
    }
  } finally {
    await world.dispose();
  }
}

async function prove(plan: TrialPlan, world: World, fault?: Fault): Promise<Judged> {
  try {
    if (fault?.needsSmallDisk)
      return await onSmallDisk(world, () =>
        prove(plan, world, { ...fault, needsSmallDisk: false }),
      );
    return verdictOf(await (fault ? fault.run(plan, world) : runTrial(plan, world)));
  } catch (error) {
    // The machine, and not the contestant, kept this trial from its end.
    await world.renew();
    const nothing = { stage: 'elsewhere', acknowledged: 0, sends: 0, effects: 0, drainedMs: 0 };
    return { ...nothing, violations: [], broken: String(error) };
  }
}

async function onSmallDisk(world: World, trial: () => Promise<Judged>): Promise<Judged> {
  const disk = mountSmallDisk();
  if (!disk) throw new Error('This user may not mount a small disk.');
  try {
    await world.renew(disk.folder);
    return await trial();
  } finally {
    await world.renew();
    disk.remove();
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

function tellVerdict(verdict: Verdict): void {
  const { engine, contestant, fault, seed, stage, violations, broken } = verdict;
  const what = violations.map((one) => `${one.promise}: ${one.id} ${one.what}`).join('; ');
  if (what === '' && broken === undefined) return;
  console.log(`${contestant}, ${engine}, seed ${seed}, ${fault} at ${stage}: ${broken ?? what}`);
}

function report({ verdicts: { verdicts }, seed }: Run): void {
  console.table(promiseRows(verdicts, seed));
  console.table(spreadRows(verdicts));
  console.log(NOTES);
  const broken = verdicts.filter((one) => one.broken !== undefined).length;
  if (broken > 0) console.log(`${broken} trials did not come to their end and do not count.`);
  const ours = verdicts.filter(({ contestant }) => contestant === 'holdfast');
  const bad = ours.filter(({ violations }) => violations.length > 0);
  for (const { seed: one, engine, fault } of bad) {
    const which = fault === KILL ? '--kills=1 --fault=none' : `--faults=1 --fault='${fault}'`;
    console.log(
      `Again: npm run proof offline browsers -- --seed=${one} --engine=${engine} ${which} --fresh`,
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
