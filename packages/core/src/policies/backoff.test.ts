import { expect, it } from 'vitest';
import { exponentialBackoff, fixedBackoff } from './backoff.ts';

it.each([
  [1, 200],
  [2, 400],
  [5, 3_200],
  [6, 5_000],
  [2_000, 5_000],
])('after failure %i the exponential ceiling is %i ms', (failedAttempt, ms) => {
  const backoff = exponentialBackoff({ maxMs: 5_000, jitter: 'none' });
  expect(backoff.delayMs(failedAttempt, () => 0)).toBe(ms);
});

it('waits anywhere between nothing and the ceiling unless told otherwise', () => {
  const backoff = exponentialBackoff({ firstMs: 100 });
  expect([0, 0.5, 0.999].map((chance) => backoff.delayMs(2, () => chance))).toEqual([
    0, 100, 199.8,
  ]);
});

it('waits the same each time when fixed', () => {
  expect([1, 9].map((failed) => fixedBackoff(70).delayMs(failed, () => 0.9))).toEqual([70, 70]);
});

it.each([0, -1, Number.NaN])('refuses %d as a wait', (ms) => {
  expect(() => fixedBackoff(ms)).toThrow('PIPELINE_INVALID');
  expect(() => exponentialBackoff({ firstMs: ms })).toThrow('PIPELINE_INVALID');
});
