import fc from 'fast-check';
import type { Promised, Violation } from '../history/check-history.ts';
import { addTrials, noTrials, type Trials } from '../history/trials.ts';
import type { OfflineCode } from '../simulator/world.ts';
import { lanesScenarios, runLanes } from './lanes-scenario.ts';
import { runScenario } from './run-scenario.ts';
import { editScenarios, scenarios } from './scenario.ts';

/** How many schedules have one seed. */
export const BATCH = 250;
/** One batch also plays this many schedules with edits, and some with bad servers, which take longer. */
const EDITS = 50;
const LANES = 2;

export interface Failing {
  readonly seed: number;
  readonly promises: readonly Promised[];
  readonly violations: readonly Violation[];
  /** The smallest scenario found that fails in this way. */
  readonly scenario: unknown;
}

export interface Batch {
  readonly seed: number;
  readonly schedules: number;
  readonly trials: Trials;
  readonly lagMs: number;
  readonly failing: readonly Failing[];
}

/** Plays the schedules of one seed. The first one that breaks a promise is shrunk to a small one. */
export async function runBatch(
  code: OfflineCode,
  seed: number,
  {
    schedules = BATCH,
    lanes = LANES,
    edits = EDITS,
    shrink = true,
  }: {
    readonly schedules?: number;
    readonly lanes?: number;
    readonly edits?: number;
    readonly shrink?: boolean;
  } = {},
): Promise<Batch> {
  let trials: Trials = noTrials;
  let played = 0;
  let lagMs = 0;

  async function check<T>(
    arbitrary: fc.Arbitrary<T>,
    numRuns: number,
    play: (
      value: T,
    ) => Promise<{ readonly violations: readonly Violation[]; readonly trials: Trials }>,
  ): Promise<Failing | undefined> {
    let isFailing = false;
    const property = fc.asyncProperty(arbitrary, async (value) => {
      const result = await play(value);
      const isGood = result.violations.length === 0;
      // Runs that only make a failing schedule smaller do not count.
      if (!isFailing) {
        played += 1;
        trials = addTrials(trials, result.trials);
      }
      isFailing ||= !isGood;
      return isGood;
    });
    const run = await fc.check(property, { seed, numRuns, endOnFailure: !shrink });
    const [scenario] = run.counterexample ?? [];
    if (scenario === undefined) return undefined;
    const { violations } = await play(scenario);
    const promises = [...new Set(violations.map(({ promise }) => promise))];
    return { seed, promises, violations, scenario };
  }

  const found = [
    await check(scenarios, schedules, (scenario) => runScenario(code, scenario)),
    await check(editScenarios, edits, (scenario) => runScenario(code, scenario)),
    await check(lanesScenarios, lanes, async (scenario) => {
      const result = await runLanes(code, scenario);
      lagMs = Math.max(lagMs, result.lagMs);
      return result;
    }),
  ];
  const failing = found.filter((one) => one !== undefined);
  return { seed, schedules: played, trials, lagMs, failing };
}
