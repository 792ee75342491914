import { describe, expect, it } from 'vitest';
import type { DetectionRules } from './detection.ts';
import type { LevelState } from './detection-state.ts';
import { noDrift } from './drift.ts';
import { nextLevel } from './next-level.ts';
import { DAY_MS, HOUR_MS } from './series-point.ts';

const MINUTE = 60_000;
/** Ten o'clock of the sixth day. */
const NOW = 5 * DAY_MS + 10 * HOUR_MS;
const none: readonly (number | null)[] = Array.from({ length: 24 }, () => null);

/** Ten o'clock has 20 lately. Levels are one above that, give or take two. */
const known: LevelState = {
  ...{ kind: 'level', at: NOW, since: 0, seen: 99, quietUntil: 7, late: 4, lateAt: 8, unit: 1 },
  ...{ hours: none.with(10, 20), last: 30, mean: 1, variance: 4, days: none },
  drift: { ...noDrift, sum: 60, points: 3 },
};
const next = (
  value: number,
  more: Partial<LevelState> = {},
  at = NOW + MINUTE,
  rules: Partial<DetectionRules> = {},
) => nextLevel({ ...known, ...more }, { at, value }, { kind: 'level', ...rules });

const ended = (more: Partial<LevelState>) => next(33, more, NOW + HOUR_MS).state;

describe('the first level', () => {
  it('is that of its hour, in its power of ten', () => {
    expect(nextLevel(undefined, { at: NOW, value: 230 }, { kind: 'level' })).toEqual({
      verdict: { kind: 'learning' },
      state: {
        ...{ kind: 'level', at: NOW, since: NOW, seen: 1, quietUntil: 0, late: 0, lateAt: 0 },
        ...{ unit: 100, hours: none.with(10, 2.3), last: 2.3, mean: 0, variance: 0, days: none },
        drift: { ...noDrift, sum: 2.3, points: 1 },
      },
    });
  });

  it.each([
    [0, 1],
    [0.05, 0.01],
    [1, 1],
    [-99, 10],
  ])('of %d is in units of %d', (value, unit) => {
    expect(nextLevel(undefined, { at: NOW, value }, { kind: 'level' }).state).toMatchObject({
      unit,
    });
  });
});

describe('the next level', () => {
  it('moves its hour by 15 %, and mean and variance by one share of all points', () => {
    expect(next(23)).toEqual({
      verdict: { kind: 'usual' },
      state: {
        ...{ ...known, at: NOW + MINUTE, seen: 100, late: 0, lateAt: 0 },
        ...{ hours: none.with(10, 20.45), last: 20.45, mean: 1.02 },
        variance: expect.closeTo(0.99 * 4.04, 8),
        drift: { ...noDrift, sum: 83, points: 4 },
      },
    });
  });

  it('moves mean and variance by a thousandth after a thousand points', () => {
    expect(next(23, { seen: 5000 }).state).toMatchObject({
      ...{ mean: 1.002, variance: expect.closeTo(0.999 * 4.004, 8) },
    });
  });

  it('is kept in nine digits, or to a share of the deviation', () => {
    const constant = { mean: 0, variance: 0 };
    expect(next(20.123_456_789, constant).state).toMatchObject({ last: 20.018_518_5 });
    expect(next(20.123_456_789).state).toMatchObject({ last: 20.018_52 });
  });

  it('is compared with the last one where its hour is new', () => {
    const { state } = next(33, {}, NOW + HOUR_MS);
    expect(state).toMatchObject({ hours: none.with(10, 20).with(11, 30.45), mean: 1.02 });
  });

  it('adds the hour that ended to that hour of the day', () => {
    expect(ended({})).toMatchObject({
      days: none.with(10, 20),
      drift: { ...noDrift, sum: 33, points: 1 },
    });
    expect(ended({ days: none.with(10, 10) })).toMatchObject({
      days: none.with(10, 11.5),
      drift: { hours: 1, square: 100 },
    });
    expect(ended({ days: none.with(10, 10), drift: noDrift })).toMatchObject({
      days: none.with(10, 10),
    });
  });

  it('is judged from the eleventh point on', () => {
    expect(next(900, { seen: 9 }).verdict).toEqual({ kind: 'learning' });
    expect(next(900, { seen: 10 }).verdict).toMatchObject({ kind: 'unusual' });
  });

  it('is judged by the recent value of its hour, and 6.5 deviations', () => {
    expect(next(33.9).verdict).toEqual({ kind: 'usual' });
    expect(next(34).verdict).toMatchObject({ kind: 'unusual', why: { expected: 21 } });
    expect(next(33.9, {}, NOW + MINUTE, { deviations: 6 }).verdict.kind).toBe('unusual');
  });

  it('is judged by the hour that it ends', () => {
    const drift = { ...known.drift, sum: 90, hours: 200, square: 4, above: 7.9, aboveSince: 5 };
    const { verdict, state } = next(33, { days: none.with(10, 20), drift }, NOW + HOUR_MS);
    expect(verdict).toMatchObject({
      kind: 'unusual',
      why: { by: 'drift', observed: 30, since: 5 },
    });
    expect(state.drift.above).toBe(0);
  });

  it('begins a cool-down of 200 points where it is unusual, and does not prolong one', () => {
    expect(next(900)).toMatchObject({ verdict: { kind: 'unusual' }, state: { quietUntil: 299 } });
    expect(next(900, {}, NOW + MINUTE, { coolDownPoints: 5 }).state.quietUntil).toBe(104);
    const cooling = next(900, { quietUntil: 100 });
    expect(cooling).toMatchObject({
      verdict: { kind: 'still-unusual', why: { by: 'point' } },
      state: { quietUntil: 100 },
    });
    expect(next(900, { quietUntil: 99 }).verdict.kind).toBe('unusual');
  });
});
