import { describe, expect, it } from 'vitest';
import type { DriftState } from './detection-state.ts';
import { addToDrift, endHour, noDrift } from './drift.ts';
import { HOUR_MS } from './series-point.ts';

/** Ends hours whose means are these, where 100 is usual. */
function hours(means: readonly number[], from: DriftState = noDrift, first = 0) {
  const found: { readonly hour: number; readonly since: number; readonly deviations: number }[] =
    [];
  let state = from;
  for (const [index, mean] of means.entries()) {
    const hour = first + index;
    const ended = endHour(addToDrift(state, mean, 100), hour * HOUR_MS, 100);
    state = ended.state;
    if (ended.found !== undefined) found.push({ hour, ...ended.found });
  }
  return { state, found };
}

/** A week whose hours are one above or one below. */
const week = hours(Array.from({ length: 168 }, (_, hour) => (hour % 2 === 0 ? 101 : 99)));

/** Hours differ from their past by one, so that a distance is as many deviations. */
const known: DriftState = { ...noDrift, hours: 200, square: 1 };
const ended = (distance: number, from: Partial<DriftState> = {}) =>
  endHour({ ...known, sum: 30 + 3 * distance, points: 3, ...from }, 5, 10);

describe('an hour', () => {
  it('has nothing at first', () => {
    expect(noDrift).toEqual({
      ...{ sum: 0, usual: 0, points: 0, hours: 0, square: 0 },
      ...{ above: 0, below: 0, aboveSince: 0, belowSince: 0 },
    });
  });

  it('adds up its points, and keeps what earlier hours said', () => {
    const evidence = { above: 1, below: 2, aboveSince: 3, belowSince: 4, hours: 5, square: 6 };
    expect(addToDrift({ ...noDrift, ...evidence, sum: 3, usual: 2, points: 1 }, 4, 5)).toEqual({
      ...{ ...evidence, sum: 7, usual: 7, points: 2 },
    });
  });

  it('is evidence by the deviations above one, and three deviations at most', () => {
    expect(ended(2)).toEqual({
      state: {
        // The mean square follows by a 168th of its distance to that of the hour.
        ...{ ...known, hours: 201, square: expect.closeTo(1 + (4 - 1) / 168, 8) },
        ...{ above: 1, below: 0, aboveSince: 5, belowSince: 5 },
      },
    });
    expect(ended(-2).state).toMatchObject({ above: 0, below: 1 });
    expect(ended(2, { square: 0.64 }).state).toMatchObject({ above: 1.5 });
    expect(ended(50).state).toMatchObject({ above: 2, below: 0 });
    expect(ended(-50).state).toMatchObject({ above: 0, below: 2 });
    expect(ended(0.9).state).toMatchObject({ above: 0, below: 0 });
  });

  it('adds to evidence that began earlier, and takes away from that of the other side', () => {
    const earlier = { above: 2, below: 3, aboveSince: 1, belowSince: 2 };
    expect(ended(50, earlier).state).toMatchObject({
      ...{ above: 4, below: 0, aboveSince: 1, belowSince: 2 },
    });
  });

  it('is a drift with evidence of more than eight deviations, which are then used up', () => {
    expect(ended(50, { above: 6, aboveSince: 1 })).not.toHaveProperty('found');
    expect(ended(-50, { below: 6, belowSince: 1 })).not.toHaveProperty('found');
    const above = ended(50, { above: 6.001, aboveSince: 1, belowSince: 2 });
    expect(above).toMatchObject({ found: { since: 1 }, state: { above: 0, below: 0 } });
    // All deviations are told, also those that count no more.
    expect(above.found?.deviations).toBe(50);
    const below = ended(-50, { below: 6.001, above: 12, aboveSince: 1, belowSince: 2 });
    expect(below).toMatchObject({ found: { since: 2 }, state: { above: 0, below: 0 } });
    expect(below.found?.deviations).toBe(-50);
  });

  it('is compared from the 144th on, if hours differ at all', () => {
    expect(ended(50, { hours: 142 }).state).toMatchObject({ hours: 143, above: 0, aboveSince: 0 });
    expect(ended(50, { hours: 143 }).state).toMatchObject({ hours: 144, above: 2, aboveSince: 5 });
    expect(ended(0, { square: 0 })).toEqual({ state: { ...known, hours: 201, square: 0 } });
  });

  it('weighs as much as each earlier one while they are few', () => {
    expect(ended(3, { hours: 1 }).state.square).toBeCloseTo((1 + 9) / 2, 8);
    expect(ended(3, { hours: 0, square: 0 }).state.square).toBe(9);
  });

  it('that is one point above its past is compared like any other', () => {
    expect(endHour({ ...known, sum: 60, points: 1 }, 5, 10).state).toMatchObject({ above: 2 });
  });
});

describe('a drift', () => {
  it('is not found in a usual week', () => {
    expect(week.found).toEqual([]);
    expect(week.state).toMatchObject({ hours: 168, square: 1, sum: 0, points: 0 });
  });

  it.each([
    [102.5, 1],
    [97.5, -1],
  ])('is found in hours around %d', (mean, side) => {
    const { found } = hours(
      Array.from({ length: 10 }, () => mean),
      week.state,
      168,
    );
    const [first] = found;
    expect(first?.since).toBe(168 * HOUR_MS);
    expect(Math.sign(first?.deviations ?? 0)).toBe(side);
    expect(first?.hour).toBeGreaterThan(172);
    expect(first?.hour).toBeLessThan(176);
  });

  it('is found once, and again only after as much new evidence', () => {
    const { found } = hours(
      Array.from({ length: 9 }, () => 102.5),
      week.state,
      168,
    );
    expect(found).toHaveLength(1);
  });

  it('takes several hours, however large the distance of one is', () => {
    expect(hours([1000, 100, 100], week.state).found).toEqual([]);
  });

  it('is not found for a distance that has become usual', () => {
    const learned = hours(
      Array.from({ length: 2000 }, () => 102),
      week.state,
      168,
    );
    expect(
      hours(
        Array.from({ length: 100 }, () => 102),
        learned.state,
        2168,
      ).found,
    ).toEqual([]);
  });

  it('needs six days', () => {
    const young = hours(Array.from({ length: 100 }, (_, hour) => (hour % 2 === 0 ? 101 : 99)));
    expect(
      hours(
        Array.from({ length: 40 }, () => 120),
        young.state,
      ).found,
    ).toEqual([]);
  });

  it('is not found in an hour without points or without a past', () => {
    expect(endHour(noDrift, 0, 100)).toEqual({ state: noDrift });
    expect(endHour(addToDrift(noDrift, 5, 0), 0, null)).toEqual({ state: noDrift });
  });
});
