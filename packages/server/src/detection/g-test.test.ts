import { describe, expect, it } from 'vitest';
import { gTest } from './g-test.ts';

describe('the test of two shares', () => {
  it('finds no difference between equal ones', () => {
    const { g, chance } = gTest({ count: 20, of: 100 }, { count: 200, of: 1000 });
    expect(g).toBeCloseTo(0, 10);
    expect(chance).toBeCloseTo(1, 5);
  });

  it('measures a difference of large counts by G', () => {
    const { g, chance } = gTest({ count: 60, of: 100 }, { count: 40, of: 100 });
    expect(g).toBeCloseTo(8.0542, 3);
    expect(chance).toBeCloseTo(0.004_54, 4);
  });

  it.each([
    // Fisher's example of the lady tasting tea.
    [{ count: 3, of: 4 }, { count: 1, of: 4 }, 34 / 70],
    [{ count: 4, of: 4 }, { count: 0, of: 4 }, 2 / 70],
    [{ count: 1, of: 10 }, { count: 0, of: 10 }, 1],
    // All tables with these margins: 1 of 2 is in 20 of 66, 2 of 2 in 45, and 0 of 2 in 1.
    [{ count: 1, of: 2 }, { count: 9, of: 10 }, 21 / 66],
    // An expected count of 4.5 is small.
    [{ count: 7, of: 9 }, { count: 2, of: 9 }, (2 * (36 * 36 + 9 * 9 + 1)) / 48_620],
  ])('sums small counts exactly: %j against %j', (left, right, chance) => {
    expect(gTest(left, right).chance).toBeCloseTo(chance, 10);
    expect(gTest(right, left).chance).toBeCloseTo(chance, 10);
  });

  it('takes five expected counts for many', () => {
    const { g, chance } = gTest({ count: 7, of: 10 }, { count: 3, of: 10 });
    expect(g).toBeCloseTo(4 * (7 * Math.log(1.4) + 3 * Math.log(0.6)), 10);
    expect(chance).toBeCloseTo(0.0696, 4);
  });

  it('never gives a chance above 1', () => {
    for (let of = 1; of <= 30; of += 1) {
      for (let count = 0; count <= of; count += 1) {
        expect(gTest({ count, of }, { count: 1, of: 3 }).chance).toBeLessThanOrEqual(1);
      }
    }
  });

  it.each([
    [
      { count: 0, of: 0 },
      { count: 1, of: 4 },
    ],
    [
      { count: 1, of: 4 },
      { count: 0, of: 0 },
    ],
    [
      { count: 0, of: 4 },
      { count: 0, of: 9 },
    ],
    [
      { count: 4, of: 4 },
      { count: 9, of: 9 },
    ],
  ])('finds no difference if no value can differ: %j against %j', (left, right) => {
    expect(gTest(left, right)).toEqual({ g: 0, chance: 1 });
  });
});
