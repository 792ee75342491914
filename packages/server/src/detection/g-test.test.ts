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
  ])('sums small counts exactly: %j against %j', (left, right, chance) => {
    expect(gTest(left, right).chance).toBeCloseTo(chance, 10);
    expect(gTest(right, left).chance).toBeCloseTo(chance, 10);
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
