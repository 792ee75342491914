import { readFields, type Field, type Reader } from './read-fields.ts';
import type { Scenario, ScenarioStep } from './scenario.ts';

const share: Reader = (value) =>
  isNumber(value) && value >= 0 && value <= 1 ? undefined : 'a share from 0 to 1';
const flag: Reader = (value) => (typeof value === 'boolean' ? undefined : 'true or false');
const ms: Reader = (value) =>
  isNumber(value) && value >= 0 ? undefined : 'milliseconds from 0 on';
const count: Reader = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 1 ? undefined : 'a whole number from 1 on';
const oneOf =
  (...words: readonly string[]): Reader =>
  (value) =>
    words.includes(value as string) ? undefined : `one of ${words.join(', ')}`;
const range: Reader = (value) =>
  Array.isArray(value)
    ? value.length === 2 && value.every((one) => !ms(one)) && value[0] <= value[1]
      ? undefined
      : 'two milliseconds, the least first'
    : ms(value);

const ENDS = ['refused', 'cutRequest', 'cutAnswer'] as const;
const ANSWERS = ['429', '500', '503', 'html', 'truncated', 'wrongJson', 'slow'] as const;
const sharesOf = (names: readonly string[]): Record<string, Field> =>
  Object.fromEntries(names.map((name) => [name, share]));

const STEP: Readonly<Record<string, Field>> = {
  forMs: (value) => (value === null ? undefined : ms(value)),
  forRequests: count,
  network: { offline: flag, ...sharesOf(ENDS), delayMs: range },
  answers: { ...sharesOf(ANSWERS), retryAfterMs: ms, slowMs: ms },
  storage: { full: flag, failNth: count },
  clock: { jumpMs: (value) => (isNumber(value) ? undefined : 'milliseconds') },
  tab: oneOf('kill', 'freeze', 'second', 'reload'),
  server: oneOf('kill', 'slow'),
};
const SCENARIO: Readonly<Record<string, Field>> = {
  version: (value) => (value === 1 ? undefined : 'version 1'),
  seed: (value) => (Number.isSafeInteger(value) ? undefined : 'a whole number'),
  steps: (value) => (Array.isArray(value) ? undefined : 'a list of steps'),
};

/**
 * Checks a value from outside, such as a file, and gives it back as a scenario. Throws a `RangeError` that names the
 * first place that is wrong.
 */
export function readScenario(value: unknown): Scenario {
  readFields(value, SCENARIO, 'The scenario');
  const scenario = value as Scenario;
  if (scenario.seed === undefined || scenario.steps === undefined) {
    throw new RangeError('The scenario needs a seed and steps.');
  }
  for (const [place, step] of scenario.steps.entries()) {
    const name = `Step ${place + 1} of the scenario`;
    readFields(step, STEP, name);
    if (sumOf(step) > 1 + 1e-9) throw new RangeError(`${name} has shares of more than 1 together.`);
  }
  checkMeasure(scenario.steps);
  return scenario;
}

/** A scenario is measured in milliseconds or in requests. Its last step may go on without an end. */
function checkMeasure(steps: readonly ScenarioStep[]): void {
  const inRequests = steps.some(({ forRequests }) => forRequests !== undefined);
  for (const [place, { forMs, forRequests }] of steps.entries()) {
    const name = `Step ${place + 1} of the scenario`;
    const isLast = place === steps.length - 1;
    const isEndless = (forMs ?? null) === null && forRequests === undefined;
    if (isEndless && !isLast) throw new RangeError(`${name} never ends, and another one follows.`);
    if (inRequests && (forMs ?? null) !== null) {
      throw new RangeError(`${name} is measured in milliseconds, and others in requests.`);
    }
  }
}

// The sum of decimal fractions may be slightly off.
function sumOf({ network = {}, answers = {} }: ScenarioStep): number {
  const all = [...ENDS.map((name) => network[name]), ...ANSWERS.map((name) => answers[name])];
  return all.reduce<number>((sum, one) => sum + (one ?? 0), 0);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
