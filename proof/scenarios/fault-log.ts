import { drawScenario, type Scenario, type ToldFault } from '@holdfast/testing';

/** A log that can be compared: without times, and in the order of the requests, in which different shapes mix freely. */
export function logOf(told: readonly ToldFault[]): string {
  return told
    .map(({ request, nth, fault }) => `${request} #${String(nth).padStart(3)}: ${fault}`)
    .toSorted()
    .join('\n');
}

/** The scenario of one seed. Its steps are measured in requests, so that no clock has an influence. */
export function comparedScenario(seed: number): Scenario {
  const options = { measure: 'requests', device: false, latestMs: 6, mostSteps: 5 } as const;
  return drawScenario(seed, options);
}
