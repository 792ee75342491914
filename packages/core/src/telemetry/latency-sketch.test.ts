import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDuration, createSketch, mergeSketches, percentile } from './latency-sketch.ts';
import type { LatencySketch } from './latency-sketch.ts';

function sketchOf(durations: readonly number[]): LatencySketch {
  const sketch = createSketch();
  for (const duration of durations) addDuration(sketch, duration);
  return sketch;
}
const duration = fc.double({ min: 0.1, max: 800_000, noNaN: true });
const durations = fc.array(duration, { minLength: 1, maxLength: 200 });

describe('a latency sketch', () => {
  it('has no percentile at first', () => {
    expect(percentile(createSketch(), 0.5)).toBeUndefined();
  });

  it('is within 1 % of the true percentile, for any durations', () => {
    fc.assert(
      fc.property(durations, fc.constantFrom(0.5, 0.9, 0.95, 0.99, 1), (given, share) => {
        const sorted = given.toSorted((left, right) => left - right);
        const exact = sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? 0;
        const told = percentile(sketchOf(given), share) ?? 0;
        expect(Math.abs(told - exact) / exact).toBeLessThanOrEqual(0.01 + 1e-9);
      }),
    );
  });

  it('equals, when two are merged, one sketch that counted all durations', () => {
    fc.assert(
      fc.property(durations, durations, (left, right) => {
        const merged = mergeSketches(sketchOf(left), sketchOf(right));
        expect(merged).toEqual(sketchOf([...left, ...right]));
      }),
    );
  });

  it.each([
    [0, 0.1],
    [-5, 0.1],
    [0.1, 0.1],
    [9e9, 876_000],
  ])('counts %d ms as the nearest end of its range', (given, told) => {
    expect((percentile(sketchOf([given]), 0.5) ?? 0) / told).toBeCloseTo(1, 1);
  });

  it('counts a duration that no clock can measure in an existing bucket', () => {
    const sketch = createSketch();
    for (const given of [0, -1, Number.NaN, Infinity]) addDuration(sketch, given);
    expect([sketch[0], sketch.at(-1), sketch.length]).toEqual([3, 1, 800]);
    addDuration(sketch, 9e9);
    expect(sketch.at(-1)).toBe(2);
  });

  it('tells the end of its range itself, and the middle of every other bucket', () => {
    expect(percentile(sketchOf([0.1]), 1)).toBe(0.1);
    // The first bucket above a tenth of a millisecond ends 2 % later.
    expect(percentile(sketchOf([0.101]), 1)).toBeCloseTo(0.101, 5);
  });

  it('gives the shortest duration for a share of 0', () => {
    expect(percentile(sketchOf([5, 50, 500]), 0)).toBeCloseTo(5, 0);
  });

  it('stays under 4 kB', () => {
    expect(createSketch().byteLength).toBeLessThan(4_000);
  });
});
