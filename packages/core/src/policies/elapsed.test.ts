import { expect, it } from 'vitest';
import { elapsedMs } from './elapsed.ts';

it.each([
  ['both clocks run', { wall: 1_050, monotonic: 50 }, 50],
  ['the device slept', { wall: 9_000, monotonic: 5 }, 8_000],
  ['the wall clock was set back', { wall: 0, monotonic: 60 }, 60],
])('tells how much time has passed when %s', (_, now, ms) => {
  expect(elapsedMs({ wall: 1_000, monotonic: 0 }, now)).toBe(ms);
});
