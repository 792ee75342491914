import { expect, it } from 'vitest';
import { exponentialBackoff, fixedBackoff } from './backoff.ts';
import { decorrelatedJitter, equalJitter, fullJitter, noJitter } from './jitter.ts';
import type { Jitter } from './jitter.ts';

it.each([
  [1, 200],
  [2, 400],
  [5, 3_200],
  [6, 5_000],
  [2_000, 5_000],
])('after failure %i the exponential ceiling is %i ms', (failedAttempt, ms) => {
  const backoff = exponentialBackoff({ maxMs: 5_000, jitter: noJitter });
  expect(backoff(failedAttempt, () => 0, 0)).toBe(ms);
});

it('the default backoff waits between 0 and the exponential ceiling', () => {
  const backoff = exponentialBackoff({ firstMs: 100 });
  expect([0, 0.5, 0.999].map((chance) => backoff(2, () => chance, 0))).toEqual([0, 100, 199.8]);
});

it.each<
  [string, Jitter, readonly (readonly [chance: number, previousMs: number, waitMs: number])[]]
>([
  [
    'full',
    fullJitter,
    [
      [0, 0, 0],
      [0.5, 0, 200],
      [0.999, 0, 399.6],
    ],
  ],
  [
    'equal',
    equalJitter,
    [
      [0, 0, 200],
      [0.5, 0, 300],
      [0.999, 0, 399.8],
    ],
  ],
  [
    'no',
    noJitter,
    [
      [0, 0, 400],
      [0.999, 900, 400],
    ],
  ],
  [
    'decorrelated',
    decorrelatedJitter,
    [
      [0, 0, 100],
      [0.5, 0, 200],
      [0, 400, 100],
      [0.5, 400, 650],
      [0.9, 900, 2_440],
    ],
  ],
])('%s jitter spreads a wait of 400 ms', (_, jitter, rows) => {
  const backoff = exponentialBackoff({ firstMs: 100, jitter });
  for (const [chance, previousMs, waitMs] of rows) {
    expect(backoff(3, () => chance, previousMs)).toBeCloseTo(waitMs, 6);
  }
});

it('a backoff never waits longer than `maxMs`, whatever its jitter gives', () => {
  const backoff = exponentialBackoff({ firstMs: 100, maxMs: 500, jitter: decorrelatedJitter });
  expect(backoff(9, () => 0.999, 500)).toBe(500);
});

it('the default backoff waits ten seconds at most', () => {
  expect(exponentialBackoff({ jitter: noJitter })(50, () => 0, 0)).toBe(10_000);
});

it('a fixed backoff waits the same time after each failure', () => {
  expect([1, 9].map((failed) => fixedBackoff(70)(failed, () => 0.9, 0))).toEqual([70, 70]);
});

it.each([0, -1, Number.NaN])(
  'a fixed backoff refuses %d as a wait, and says what to give instead',
  (ms) => {
    const refused: readonly [() => unknown, string][] = [
      [() => fixedBackoff(ms), 'delayMs'],
      [() => exponentialBackoff({ firstMs: ms }), 'firstMs'],
      [() => exponentialBackoff({ maxMs: ms }), 'maxMs'],
    ];
    for (const [build, name] of refused) {
      expect(build).toThrow(
        expect.objectContaining({
          code: 'PIPELINE_INVALID',
          details: { remedy: `Give the backoff a ${name} above 0.` },
        }),
      );
    }
  },
);
