import { expect, it } from 'vitest';
import { stepOf } from './rollup.ts';

const MINUTE = 60_000;

it.each([
  [undefined, MINUTE],
  [MINUTE, MINUTE],
  [1, MINUTE],
  [0, MINUTE],
  [119_999, MINUTE],
  [120_000, 2 * MINUTE],
  [3_600_001, 60 * MINUTE],
])('a step of %s ms has whole minutes, and one at least: %d ms', (stepMs, step) => {
  expect(stepOf(stepMs === undefined ? {} : { stepMs })).toBe(step);
});
