import { describe, expect, it } from 'vitest';
import { countTail } from './count-tail.ts';
import type { DriftState, RunState } from './detection-state.ts';
import { judgeCount, type CountToJudge } from './judge-count.ts';
import { noRun } from './run.ts';
import type { UsualCount } from './usual-count.ts';

const HOUR = 3_600_000;
const drift: DriftState = {
  ...{ sum: 90, usual: 60, points: 6, hours: 50, square: 1 },
  ...{ above: 9, below: 0, aboveSince: 5 * HOUR, belowSince: 0 },
};
/** Only the mean and the variance decide. */
const usual = (mean: number, variance: number): UsualCount => ({
  ...{ mean, variance, atLeast: mean, atMost: mean, share: 1 },
});
const judged = (
  value: number,
  more: Partial<CountToJudge> = {},
  above: RunState = noRun,
  below: RunState = noRun,
) =>
  judgeCount(above, below, {
    point: { at: 26 * HOUR, value },
    ...{ usual: usual(9, 9), chance: 1e-4, ended: undefined, drift },
    ...more,
  });
const run: RunState = { evidence: 11, since: 25 * HOUR, sum: 48, points: 4 };

describe('a count', () => {
  it('is usual within three deviations, and as long as its tail is not rare', () => {
    expect([9, 0, 17, 20].map((value) => judged(value))).toEqual(Array(4).fill(undefined));
  });

  it('is unusual by itself where so much is rarer than the chance that the rule allows', () => {
    const why = judged(40)!;
    expect(why).toMatchObject({
      ...{ by: 'point', side: 'above', observed: 40, since: 26 * HOUR, expected: 9, hour: 2 },
      deviations: 31 / 3,
      low: 9 - 1.645 * 3,
      high: 9 + 1.645 * 3,
    });
    expect(why.onceIn).toBeGreaterThan(1e4);
    expect(why.onceIn).toBeLessThanOrEqual(1e12);
    expect(judged(40, { chance: 0 })).toBeUndefined();
  });

  it('says once in how many points chance alone gives so much', () => {
    expect(judged(25)).toMatchObject({ onceIn: 1 / countTail(25, 9, 9) });
  });

  it('is unusual where there is none at all, and many are usual', () => {
    const none = judged(0, { usual: usual(100, 100) });
    expect(none).toMatchObject({ by: 'point', side: 'below', observed: 0, deviations: 10 });
  });

  it('has a usual range that does not go below zero, and a rarity that has an end', () => {
    expect(judged(5_000, { usual: usual(1, 4) })).toMatchObject({
      low: 0,
      onceIn: 1e12,
    });
  });

  it('is never away from a mean that has no variance', () => {
    expect(judged(50, { usual: usual(9, 0) })).toBeUndefined();
    expect(judged(50, { usual: usual(9, 0) }, run)).toMatchObject({ deviations: 0 });
  });

  it('is away from a mean that has little variance', () => {
    expect(judged(10, { usual: usual(9, 0.25) }, run)).toMatchObject({ deviations: 2 });
  });

  it('is never so rare that a rule without any chance finds it', () => {
    expect(judged(1e9, { usual: usual(1, 1), chance: 0 })).toBeUndefined();
  });
});

describe('the counts before it', () => {
  it('are unusual together from enough evidence on', () => {
    expect(judged(12, {}, run)).toMatchObject({
      ...{ by: 'run', side: 'above', observed: 12, since: 25 * HOUR },
      ...{ onceIn: Math.exp(11), deviations: 1 },
    });
    const nearly = { ...run, evidence: 10 };
    expect(judged(12, {}, nearly)).toBeUndefined();
    expect(judged(5, {}, noRun, nearly)).toBeUndefined();
    expect(judged(5, {}, nearly, run)).toMatchObject({ by: 'run', side: 'below' });
  });

  it('are too few together where the evidence is for that', () => {
    expect(judged(5, {}, noRun, { ...run, sum: 8 })).toMatchObject({
      ...{ by: 'run', side: 'below', observed: 2 },
    });
  });

  it('say less than one count that is rare by itself', () => {
    expect(judged(40, {}, run)).toMatchObject({ by: 'point' });
  });
});

const ended = (deviations: number): Pick<CountToJudge, 'ended'> => ({
  ended: { state: drift, found: { deviations, since: 5 * HOUR } },
});

describe('the hour that a count ends', () => {
  it.each([
    [4, 'above'],
    [0.5, 'above'],
    [-4, 'below'],
  ] as const)('is unusual by its drift of %d', (deviations, side) => {
    expect(judged(9, ended(deviations))).toEqual({
      ...{ by: 'drift', side, deviations: Math.abs(deviations), since: 5 * HOUR, observed: 15 },
      ...{ expected: 9, hour: 2, low: 9 - 1.645 * 3, high: 9 + 1.645 * 3 },
    });
  });

  it('says less than a run', () => {
    expect(judged(12, ended(4), run)).toMatchObject({ by: 'run' });
  });

  it('is usual where no drift was found', () => {
    expect(judged(9, { ended: { state: drift } })).toBeUndefined();
  });
});
