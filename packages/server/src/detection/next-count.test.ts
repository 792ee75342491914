import { describe, expect, it } from 'vitest';
import type { CountState } from './detection-state.ts';
import { noDrift } from './drift.ts';
import { nextCount } from './next-count.ts';
import { noRun } from './run.ts';
import { DAY_MS, HOUR_MS } from './series-point.ts';
import { valueAt } from './value-at.ts';

const MINUTE = 60_000;
/** Half past ten on the sixth day: the usual count is that of this hour alone. */
const NOW = 5 * DAY_MS + 10.5 * HOUR_MS;
const of = (length: number, value: number): readonly number[] =>
  Array.from({ length }, () => value);

/** Two a point in each hour, with the error of a hundred points. */
const known: CountState = {
  ...{ kind: 'count', at: NOW - MINUTE, since: 0, seen: 100, quietUntil: 7, late: 4, lateAt: 8 },
  ...{ sums: of(24, 188), points: of(24, 94), level: 2, weekdays: of(7, 1) },
  ...{ today: { sum: 10, usual: 10, points: 5 }, scatter: 1, hourScatter: 1 },
  ...{ above: noRun, below: noRun, unusualSince: 0, unusualAt: 3 },
  drift: { ...noDrift, sum: 60, usual: 58, points: 29 },
};
/** A count is unusual above this many deviations. */
const DEVIATION = Math.sqrt(2 + 2 / 100);

const next = (value: number, more: Partial<CountState> = {}, at = NOW) =>
  nextCount({ ...known, ...more }, { at, value }, { kind: 'count' });

/** How much of a count its hour has learned. */
const learnedOf = (value: number, more: Partial<CountState> = {}): number => {
  const { state } = next(value, more);
  const sums = state.kind === 'count' ? state.sums : [];
  return valueAt(sums, 10) - valueAt(more.sums ?? known.sums, 10);
};

describe('the first count', () => {
  it('is all that its hour has, and the evidence of one point', () => {
    expect(nextCount(undefined, { at: NOW, value: 3 }, { kind: 'count' })).toEqual({
      verdict: { kind: 'learning' },
      state: {
        ...{ kind: 'count', at: NOW, since: NOW, seen: 1, quietUntil: 0, late: 0, lateAt: 0 },
        ...{ sums: of(24, 0).with(10, 3), points: of(24, 0).with(10, 1), level: 0.5 },
        ...{ weekdays: of(7, 1), today: { sum: 0, usual: 0, points: 0 } },
        ...{ scatter: 1, hourScatter: 1, above: noRun, below: noRun },
        ...{ unusualSince: 0, unusualAt: 0 },
        drift: { ...noDrift, sum: 3, usual: 3, points: 1 },
      },
    });
  });
});

describe('the next count', () => {
  it('is added to its hour, its day and the hour that has not ended', () => {
    expect(next(3)).toEqual({
      verdict: { kind: 'usual' },
      state: {
        ...{ ...known, at: NOW, seen: 101, late: 0, lateAt: 0 },
        ...{ sums: known.sums.with(10, 191), points: known.points.with(10, 95) },
        today: { sum: 13, usual: 12, points: 6 },
        drift: { ...noDrift, sum: 63, usual: 60, points: 30 },
      },
    });
  });

  it('keeps nine tenths of the hour of the days before when its hour begins', () => {
    const begin = NOW - HOUR_MS / 2;
    const { state } = next(3, { at: begin - 1, sums: known.sums.with(3, 0) }, begin);
    expect(state).toMatchObject({
      sums: known.sums.with(3, 0).with(10, 172.2),
      points: known.points.with(10, 85.6),
      // The level of a whole day, with half a count of a point more.
      level: expect.closeTo((23 * 188 + 0.5) / (24 * 94 + 1), 8),
      drift: { sum: 3, usual: expect.closeTo(2, 1), points: 1, hours: 1 },
    });
  });

  it('has scatter of the hour that it ends', () => {
    const begin = NOW - HOUR_MS / 2;
    const drift = { ...noDrift, sum: 100, usual: 58, points: 29 };
    // The hour is (100 - 58)² / 58 away, of which at most 25 count, and a fiftieth of that.
    expect(next(3, { at: begin - 1, drift }, begin).state).toMatchObject({ hourScatter: 1.48 });
    expect(next(3, { drift }).state).toMatchObject({ hourScatter: 1 });
    const young = { since: begin - DAY_MS + 1, at: begin - 1, drift };
    expect(next(3, young, begin).state).toMatchObject({ hourScatter: 1 });
  });

  it('begins a day, and learns the share of the day of the week that ended', () => {
    const midnight = 5 * DAY_MS;
    const today = { sum: 100, usual: 250, points: 12 };
    const { state } = next(3, { at: midnight - 1, today }, midnight);
    expect(state).toMatchObject({
      weekdays: of(7, 1).with(4, 0.5),
      today: { sum: 3, usual: 2, points: 1 },
    });
  });

  it('is learned without a day and without scatter on the first day', () => {
    const young = { since: NOW - DAY_MS + 1, scatter: 4 };
    const { state, verdict } = next(30, young);
    expect(verdict).toEqual({ kind: 'learning' });
    expect(state).toMatchObject({
      ...{ today: { sum: 0, usual: 0, points: 0 }, scatter: 1, quietUntil: 0 },
      sums: known.sums.with(10, 218),
      drift: { sum: 90, usual: 88, points: 30 },
    });
  });

  it('is learned in full on the second day, with its scatter', () => {
    const young = { since: NOW - DAY_MS, seen: 999 };
    const { state } = next(30, young);
    expect(state).toMatchObject({
      ...{ today: { sum: 40, usual: 12, points: 6 }, sums: known.sums.with(10, 218) },
      scatter: expect.closeTo(1 + (28 ** 2 / 2 - 1) / 500, 3),
      drift: { sum: 90, usual: 60, points: 30 },
    });
  });

  it('is judged from the third day on', () => {
    expect(next(90, { since: NOW - 2 * DAY_MS + 1 }).verdict).toEqual({ kind: 'learning' });
    expect(next(90, { since: NOW - 2 * DAY_MS }).verdict).toMatchObject({ kind: 'unusual' });
  });

  it('is learned with three deviations at most, so that an incident is not', () => {
    expect(learnedOf(3)).toBe(3);
    expect(learnedOf(90)).toBeCloseTo(2 + 3 * DEVIATION + 1, 4);
    // A hundred a point, with the error of a hundred points.
    const busy = { sums: of(24, 9400), level: 100 };
    expect(learnedOf(0, busy)).toBeCloseTo(100 - 3 * Math.sqrt(100 + 1), 2);
    // Sums have seven digits. An eighth would be a 4.
    expect(next(0, busy).state).toMatchObject({ sums: busy.sums.with(10, 9469.85) });
  });

  it.each([
    ['above', 5, 5 * Math.log(3) - 2 * (2 + Math.SQRT2 / 10)],
    ['below', 0, 0.75 * (2 - Math.SQRT2 / 10)],
  ] as const)('adds to a run %s the usual rate', (side, value, gained) => {
    const run = { evidence: 1, since: 5, sum: 9, points: 2 };
    const { state } = next(value, { [side]: run });
    expect(state).toMatchObject({
      [side]: {
        ...{ since: 5, sum: 9 + value, points: 3 },
        evidence: expect.closeTo(1 + gained, 3),
      },
    });
  });

  it('weighs a run by the larger scatter, that of points or that of hours', () => {
    const run = { evidence: 1, since: 5, sum: 9, points: 2 };
    // The error of the usual count grows with the scatter of points only.
    const ofHours = next(0, { below: run, hourScatter: 2 }).state;
    const ofPoints = next(0, { below: run, scatter: 2 }).state;
    expect(ofHours).toMatchObject({
      below: { evidence: expect.closeTo(1 + (0.75 * (2 - Math.SQRT2 / 10)) / 2, 3) },
    });
    expect(ofPoints).toMatchObject({
      below: { evidence: expect.closeTo(1 + (0.75 * (2 - 0.2)) / 2, 3) },
    });
  });

  it('begins a cool-down of 200 points where it is unusual, and does not prolong one', () => {
    expect(next(90)).toMatchObject({ verdict: { kind: 'unusual' }, state: { quietUntil: 300 } });
    expect(next(90, { quietUntil: 100 }).verdict.kind).toBe('unusual');
    expect(next(90, { quietUntil: 101 })).toMatchObject({
      verdict: { kind: 'still-unusual', why: { by: 'point', observed: 90 } },
      state: { quietUntil: 101 },
    });
  });

  it('is unusual only from the chance of the rule on', () => {
    const rules = { kind: 'count', chance: 1e-4 } as const;
    const point = { at: NOW, value: 11 };
    expect(nextCount(known, point, rules).verdict.kind).toBe('unusual');
    expect(nextCount(known, point, { kind: 'count' }).verdict.kind).toBe('usual');
  });

  it('is judged by the hour that it ends', () => {
    const begin = NOW - HOUR_MS / 2;
    const drift = {
      ...{ ...noDrift, sum: 290, usual: 58, points: 29 },
      ...{ hours: 200, square: 4, above: 7, aboveSince: 5 },
    };
    const { verdict, state } = next(3, { at: begin - 1, drift }, begin);
    // Ten a point, where two are usual.
    expect(verdict).toMatchObject({
      kind: 'unusual',
      why: { by: 'drift', side: 'above', observed: 10, since: 5 },
    });
    expect(state.drift).toMatchObject({ above: 0, hours: 201 });
  });
});

describe('an unusual state', () => {
  it('begins with its first unusual count, and lasts until an hour of calm', () => {
    expect(next(90).state).toMatchObject({ unusualSince: NOW, unusualAt: NOW });
    const yesterday = NOW - DAY_MS;
    expect(next(90, { unusualSince: yesterday }).state).toMatchObject({ unusualSince: yesterday });
    const since = (unusualAt: number) => next(3, { unusualSince: 9, unusualAt }).state;
    expect(since(NOW - HOUR_MS + 1)).toMatchObject({ unusualSince: 9 });
    expect(since(NOW - HOUR_MS)).toMatchObject({ unusualSince: 0, unusualAt: NOW - HOUR_MS });
  });

  it('is the usual one after three days: the detector learns anew, in its cool-down', () => {
    const unusualSince = NOW - 3 * DAY_MS;
    expect(next(90, { unusualSince: unusualSince + 1 }).state).toMatchObject({ since: 0 });
    const { state, verdict } = next(90, { unusualSince, quietUntil: 250 });
    expect(verdict.kind).toBe('still-unusual');
    expect(state).toEqual({
      ...nextCount(undefined, { at: NOW, value: 0 }, { kind: 'count' }).state,
      ...{ seen: 101, quietUntil: 250, points: of(24, 0), drift: noDrift },
    });
  });
});
