import type { Scenario, ScenarioStep } from './scenario.ts';

/** A failing scenario, as small as the shrinker could make it. */
export interface ShrunkScenario {
  readonly scenario: Scenario;
  /** How many scenarios the shrinker played. */
  readonly tries: number;
}

const MOST_TRIES = 500;
const PARTS = ['network', 'answers', 'storage', 'clock', 'tab', 'server'] as const;

/**
 * Makes a failing scenario smaller: it removes the steps, the parts and the faults that the failure does not need,
 * and shortens steps. It keeps the seed.
 *
 * @param fails plays a scenario and gives whether it still fails
 */
export async function shrinkScenario(
  scenario: Scenario,
  fails: (smaller: Scenario) => Promise<boolean> | boolean,
  mostTries: number = MOST_TRIES,
): Promise<ShrunkScenario> {
  let smallest = scenario;
  let tries = 0;
  let hasShrunk = true;
  while (hasShrunk) {
    hasShrunk = false;
    for (const smaller of smallerOnes(smallest)) {
      if (tries >= mostTries) return { scenario: smallest, tries };
      tries += 1;
      // oxlint-disable-next-line no-await-in-loop -- each try begins with the smallest one so far
      if (!(await fails(smaller))) continue;
      smallest = smaller;
      hasShrunk = true;
      break;
    }
  }
  return { scenario: smallest, tries };
}

/** Scenarios that are a little smaller. Those that lose the most come first. */
function* smallerOnes(scenario: Scenario): Generator<Scenario> {
  const { steps } = scenario;
  const withSteps = (next: readonly ScenarioStep[]): Scenario => ({ ...scenario, steps: next });
  if (steps.length > 2) {
    yield withSteps(steps.slice(0, steps.length >> 1));
    yield withSteps(steps.slice(steps.length >> 1));
  }
  for (const place of steps.keys()) yield withSteps(steps.toSpliced(place, 1));
  for (const [place, step] of steps.entries()) {
    for (const smaller of smallerSteps(step)) yield withSteps(steps.with(place, smaller));
  }
}

function* smallerSteps(step: ScenarioStep): Generator<ScenarioStep> {
  for (const part of PARTS) if (step[part] !== undefined) yield without(step, part);
  for (const part of ['network', 'answers', 'storage'] as const) {
    const faults = step[part];
    if (!faults) continue;
    for (const name of Object.keys(faults)) {
      const rest = without(faults, name as keyof typeof faults);
      yield Object.keys(rest).length === 0 ? without(step, part) : { ...step, [part]: rest };
    }
  }
  const { forMs, forRequests } = step;
  if (forRequests !== undefined && forRequests > 1) {
    yield { ...step, forRequests: half(forRequests) };
    yield { ...step, forRequests: forRequests - 1 };
  }
  if (forMs != null && forMs > 1) {
    yield { ...step, forMs: half(forMs) };
    yield { ...step, forMs: roundedDown(forMs) };
  }
}

/** Not by a shift of bits: a step may last longer than the 24 days that 32 bits hold in milliseconds. */
const half = (count: number): number => Math.floor(count / 2);

/** The same number of milliseconds with one digit that is not 0, which is easier to read. */
function roundedDown(ms: number): number {
  const digit = 10 ** Math.floor(Math.log10(ms));
  const rounded = Math.floor(ms / digit) * digit;
  return rounded === ms ? Math.max(1, half(ms)) : rounded;
}

function without<T extends object>(value: T, name: keyof T): T {
  return Object.fromEntries(Object.entries(value).filter(([other]) => other !== name)) as T;
}
