import { expect, it } from 'vitest';
import { elapsedClock } from './elapsed.ts';

it.each<[string, readonly (readonly [wall: number, monotonic: number])[], number]>([
  ['time that passed on both clocks', [[100, 100]], 100],
  ['a device that slept', [[8_000, 1]], 8_000],
  ['a wall clock set back', [[-3_600_000, 400]], 400],
  [
    'a wall clock set forward and back again',
    [
      [3_600_000, 10],
      [20, 20],
    ],
    3_600_010,
  ],
  [
    'a wall clock set back and forward again',
    [
      [-3_600_000, 10],
      [20, 20],
    ],
    3_600_030,
  ],
])('the clock for cool-downs counts %s', (_, readings, passed) => {
  let now = [1_000_000, 0] as readonly [number, number];
  const clock = elapsedClock({ now: () => 1_000_000 + now[0], monotonic: () => now[1] });
  now = [0, 0];
  const start = clock();
  let end = start;
  for (const reading of readings) {
    now = reading;
    const next = clock();
    expect(next).toBeGreaterThanOrEqual(end);
    end = next;
  }
  expect(end - start).toBe(passed);
});
