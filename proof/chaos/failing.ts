import { drawScenario, type Scenario, shrinkScenario } from '@holdfast/testing';
import { promises, type Promised } from '../offline/history/check-history.ts';
import type { OfflineCode } from '../offline/simulator/world.ts';
import { playOnOutbox, type Played } from './play-on-outbox.ts';

/** A scenario that breaks a promise, and the smallest scenario that also breaks it. */
export interface Failing {
  readonly seed: number;
  readonly promises: readonly Promised[];
  readonly what: readonly string[];
  readonly scenario: Scenario;
}

/** Plays a scenario. Returns the shrunk scenario and the promise that it breaks, or nothing. */
export async function failingIn(
  play: (scenario: Scenario) => Promise<Played> | Played,
  scenario: Scenario,
): Promise<Failing | undefined> {
  const { violations } = await play(scenario);
  if (violations.length === 0) return undefined;
  const broken = new Set(violations.map(({ promise }) => promise));
  const { scenario: smallest } = await shrinkScenario(scenario, async (smaller) => {
    const found = await play(smaller);
    return found.violations.some(({ promise }) => broken.has(promise));
  });
  const shown = await play(smallest);
  return {
    seed: scenario.seed,
    promises: [...new Set(shown.violations.map(({ promise }) => promise))],
    what: shown.violations.map(({ id, what }) => `${id} ${what}`),
    scenario: smallest,
  };
}

/** The first seed whose scenario breaks a promise. */
export async function firstFailing(
  code: OfflineCode,
  most: number,
): Promise<(Failing & { readonly schedules: number }) | undefined> {
  for (let seed = 1; seed <= most; seed += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    const failing = await failingIn((scenario) => playOnOutbox(code, scenario), drawScenario(seed));
    if (failing) return { ...failing, schedules: seed };
  }
  return undefined;
}

/** A report with which a developer can see the failure again. */
export function tellFailing({ seed, promises: broken, what, scenario }: Failing): string {
  return [
    `Seed ${seed} breaks: ${broken.map((name) => promises[name]).join('; ')}`,
    ...what.map((one) => `  ${one}`),
    `The smallest scenario: ${JSON.stringify(scenario)}`,
    `Again: npm run chaos -- --seed ${seed}`,
  ].join('\n');
}
