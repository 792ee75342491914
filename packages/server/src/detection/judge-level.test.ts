import { describe, expect, it } from 'vitest';
import type { LevelState } from './detection-state.ts';
import { judgeLevel, type LevelToJudge } from './judge-level.ts';

const HOUR = 3_600_000;
const state = (more: Partial<LevelState> = {}): LevelState => ({
  ...{ kind: 'level', at: 0, since: 0, seen: 999, quietUntil: 0, late: 0, lateAt: 0 },
  ...{ unit: 10, hours: [], last: 20, mean: 1, variance: 4, days: [] },
  drift: {
    ...{ sum: 90, usual: 60, points: 3, hours: 50, square: 1 },
    ...{ above: 0, below: 0, aboveSince: 0, belowSince: 0 },
  },
  ...more,
});
const judged = (value: number, more: Partial<LevelToJudge> = {}, from: Partial<LevelState> = {}) =>
  judgeLevel(
    state(from),
    { at: 27 * HOUR, value },
    { base: 20, limit: 6, ended: undefined, ...more },
  );

describe('a level', () => {
  it('is unusual from the limit of its deviations on', () => {
    expect(judged(32.9)).toBeUndefined();
    // The value of this hour is 20, and levels are lately one above it, give or take two.
    expect(judged(33)).toEqual({
      ...{ by: 'point', side: 'above', observed: 330, since: 27 * HOUR, deviations: 6, hour: 3 },
      ...{ expected: 210, low: (21 - 1.645 * 2) * 10, high: (21 + 1.645 * 2) * 10 },
    });
    expect(judged(9)).toMatchObject({ side: 'below', observed: 90, deviations: 6 });
    expect(judged(9.1)).toBeUndefined();
  });

  it('that was constant is as unusual as can be with any other value', () => {
    const constant = { mean: 0, variance: 0 };
    expect(judged(20, {}, constant)).toBeUndefined();
    expect(judged(21, {}, constant)).toMatchObject({ side: 'above', deviations: 1_000 });
    expect(judged(0, {}, constant)).toMatchObject({ side: 'below', deviations: 1_000 });
    expect(judged(0, { base: 0 }, constant)).toBeUndefined();
    expect(judged(0, { base: 0, limit: 1 }, constant)).toBeUndefined();
  });

  it('is usual where only its last digit differs', () => {
    const constant = { mean: 0, variance: 0 };
    expect(judged(20 + 1e-6, {}, constant)).toBeUndefined();
    expect(judged(20 + 1e-4, {}, constant)).toMatchObject({ by: 'point' });
  });
});

const ended = (deviations: number): Pick<LevelToJudge, 'ended'> => ({
  ended: { state: state().drift, found: { deviations, since: 5 * HOUR } },
});

describe('the hour that a level ends', () => {
  it.each([
    [4, 'above'],
    [0.5, 'above'],
    [-4, 'below'],
  ] as const)('is unusual by its drift of %d', (deviations, side) => {
    expect(judged(21, ended(deviations))).toEqual({
      ...{
        by: 'drift',
        side,
        deviations: Math.abs(deviations),
        since: 5 * HOUR,
        observed: 300,
        expected: 210,
      },
      ...{ hour: 3, low: (21 - 1.645 * 2) * 10, high: (21 + 1.645 * 2) * 10 },
    });
  });

  it('says less than a level that is unusual by itself', () => {
    expect(judged(40, ended(4))).toMatchObject({ by: 'point' });
  });

  it('is usual where no drift was found', () => {
    expect(judged(21, { ended: { state: state().drift } })).toBeUndefined();
  });
});
