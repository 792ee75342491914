import { expect, it } from 'vitest';
import { afterCrash } from './restart-state.ts';

const waitMs = (attempt: number): number => 100 * attempt;

it('a crashed part is restarted after a growing wait, and given up after too many restarts in a row', () => {
  expect([0, 1, 2, 3].map((inRow) => afterCrash(inRow, 3, waitMs))).toEqual([
    { state: 'restarting', attempt: 1, delayMs: 100 },
    { state: 'restarting', attempt: 2, delayMs: 200 },
    { state: 'restarting', attempt: 3, delayMs: 300 },
    { state: 'given-up', attempt: 3 },
  ]);
});

it('a crashed part is never restarted where no restart is allowed', () => {
  expect(afterCrash(0, 0, waitMs)).toEqual({ state: 'given-up', attempt: 0 });
});
