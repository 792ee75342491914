import fc from 'fast-check';
import type { Violation } from '../history/check-history.ts';
import type { OfflineCode } from '../simulator/world.ts';
import { runScenario } from './run-scenario.ts';
import { scenarios, type Scenario } from './scenario.ts';

/** How many schedules have one seed. */
export const BATCH = 250;

export interface Batch {
  readonly seed: number;
  readonly schedules: number;
  readonly sends: number;
  readonly effects: number;
  readonly failure:
    { readonly scenario: Scenario; readonly violations: readonly Violation[] } | undefined;
}

/** Plays the schedules of one seed. The first one that breaks a promise is shrunk to a small one. */
export async function runBatch(
  code: OfflineCode,
  seed: number,
  schedules: number = BATCH,
): Promise<Batch> {
  let sends = 0;
  let effects = 0;
  const property = fc.asyncProperty(scenarios, async (scenario) => {
    const result = await runScenario(code, scenario);
    sends += result.sends;
    effects += result.effects;
    return result.violations.length === 0;
  });
  const run = await fc.check(property, { seed, numRuns: schedules, maxSkipsPerRun: 0 });
  const [scenario] = run.counterexample ?? [];
  const failure = scenario && {
    scenario,
    violations: (await runScenario(code, scenario)).violations,
  };
  return { seed, schedules: run.numRuns, sends, effects, failure };
}
