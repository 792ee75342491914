import { expect, it } from 'vitest';
import { beginOf, isInRequests, stepAfterMs, stepOfRequest } from './step-state.ts';

const timed = { seed: 1, steps: [{ forMs: 100 }, { forMs: 50 }, { forMs: 10 }] };
const counted = { seed: 1, steps: [{ forRequests: 2 }, { forRequests: 3 }, { forRequests: 1 }] };

it('a scenario is in the step whose time it is, and in none when all are over', () => {
  const steps = [0, 99, 100, 149, 150, 159, 160, 999].map((ms) => stepAfterMs(timed, ms));
  expect(steps).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
});

it('a step without an end is the last one', () => {
  const { steps } = timed;
  expect(stepAfterMs({ seed: 1, steps: [...steps, {}] }, 1e12)).toBe(3);
});

it('a request falls into the step whose turn it is, and into none when all are over', () => {
  const steps = [1, 2, 3, 4, 5, 6, 7].map((nth) => stepOfRequest(counted, nth));
  expect(steps).toEqual([0, 0, 1, 1, 1, 2, 3]);
  expect(stepOfRequest({ seed: 1, steps: [{ forRequests: 1 }, {}] }, 1e9)).toBe(1);
});

it('a step begins when those before it are over', () => {
  expect([0, 1, 2, 3].map((place) => beginOf(timed, place))).toEqual([0, 100, 150, 160]);
  expect(beginOf({ seed: 1, steps: [{}, {}] }, 1)).toBe(Infinity);
});

it('a scenario is measured in requests as soon as one of its steps is', () => {
  expect([isInRequests(timed), isInRequests(counted)]).toEqual([false, true]);
  expect(isInRequests({ seed: 1, steps: [{}, { forRequests: 1 }] })).toBe(true);
});
