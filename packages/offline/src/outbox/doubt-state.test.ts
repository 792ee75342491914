import { expect, it } from 'vitest';
import { mayTryAt, NO_DOUBT, silent, type Doubt } from './doubt-state.ts';

const doubt = (silences: number): Doubt => ({ silences, triedAt: 1_000 });
const pauses = (free: number, mostMs: number) =>
  [1, 2, 3, 11, 80].map((silences) => mayTryAt(doubt(silences), free, mostMs) - 1_000);

it('an address that was never silent may be tried at any time', () => {
  expect(mayTryAt(NO_DOUBT, 0, 30_000)).toBe(-Infinity);
});

it('sends to a silent address follow each other ever more slowly, from 50 ms to the limit', () => {
  expect(pauses(0, 30_000)).toEqual([50, 60, 72, 310, 30_000]);
  expect(pauses(0, 70)).toEqual([50, 60, 70, 70, 70]);
});

it('the first silences cause no pause when there is newer evidence of an answer', () => {
  expect(pauses(3, 30_000)).toEqual([-Infinity, -Infinity, -Infinity, 310, 30_000]);
});

it('a doubt counts silences without end, and keeps the time of the last try', () => {
  expect(silent(doubt(1))).toEqual(doubt(2));
  expect(silent(NO_DOUBT).silences).toBe(1);
  // A silence that no send of this context met delays no send.
  expect(mayTryAt(silent(NO_DOUBT), 0, 30_000)).toBe(-Infinity);
  let most = NO_DOUBT;
  for (let count = 0; count < 2_000; count += 1) most = silent(most);
  expect(mayTryAt({ ...most, triedAt: 0 }, 0, 86_400_000)).toBeGreaterThan(86_000_000);
  expect(mayTryAt({ ...most, triedAt: 0 }, 0, Number.MAX_VALUE)).toBeLessThan(Infinity);
});
