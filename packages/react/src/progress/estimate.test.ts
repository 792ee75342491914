import { expect, it } from 'vitest';
import { estimate, roughly, type Estimate, type WorkFacts } from './estimate.ts';

const NOW = 1_000_000;
const after = (passedMs: number, facts: Omit<WorkFacts, 'since'>): WorkFacts => ({
  ...facts,
  since: NOW - passedMs,
});

it.each<[string, WorkFacts, Estimate]>([
  ['knows nothing without facts', after(5000, {}), { isLate: false }],
  ['goes by the usual time', after(5000, { usualMs: 20_000 }), { isLate: false, leftMs: 15_000 }],
  [
    'is not late at the usual time',
    after(20_000, { usualMs: 20_000 }),
    { isLate: false, leftMs: 0 },
  ],
  ['sees that it takes longer', after(20_001, { usualMs: 20_000 }), { isLate: true }],
  [
    'does not judge by the first moment',
    after(999, { done: 50, total: 100 }),
    { isLate: false, ratio: 0.5 },
  ],
  [
    'does not judge by the first bytes',
    after(60_000, { done: 1, total: 100 }),
    { isLate: false, ratio: 0.01 },
  ],
  [
    'goes by the speed so far',
    after(10_000, { done: 25, total: 100 }),
    { isLate: false, ratio: 0.25, leftMs: 30_000 },
  ],
  [
    'believes no more than the whole',
    after(10_000, { done: 200, total: 100 }),
    { isLate: false, ratio: 1, leftMs: 0 },
  ],
  ['takes a total of nothing as unknown', after(10_000, { done: 0, total: 0 }), { isLate: false }],
  [
    'survives a clock that was set back',
    after(-5000, { usualMs: 20_000 }),
    { isLate: false, leftMs: 20_000 },
  ],
])('the estimate %s', (_, facts, known) => {
  expect(estimate(facts, NOW)).toEqual(known);
});

it.each([
  [1, 5000],
  [12_000, 15_000],
  [31_000, 40_000],
  [91_000, 120_000],
])('%i ms are roughly %i', (ms, rough) => {
  expect(roughly(ms)).toBe(rough);
});
