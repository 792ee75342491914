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
