import { expect, it } from 'vitest';
import { nextReader, type ReaderLook, type WaitingForReader } from './reader-state.ts';

const rules = { writeMs: 1000, minBytesPerSecond: 100 };
const waiting: WaitingForReader = { since: 0, taken: 50 };
const look = (now: number, taken: number, bytes = 10): ReaderLook => ({
  now,
  taken,
  waiting: bytes,
});

it.each<[string, WaitingForReader | undefined, ReaderLook, ReturnType<typeof nextReader>]>([
  ['nothing waits for it', waiting, look(5000, 50, 0), undefined],
  ['something has begun to wait', undefined, look(7, 50), { since: 7, taken: 50 }],
  ['its time has not passed', waiting, look(999, 50), waiting],
  ['it took nothing', waiting, look(1000, 50), 'deaf'],
  ['it took too little', waiting, look(1000, 149), 'deaf'],
  ['it took enough', waiting, look(1000, 150), { since: 1000, taken: 150 }],
  ['it took too little for a late look', waiting, look(2000, 249), 'deaf'],
])('a reader when %s', (_, state, seen, next) => {
  expect(nextReader(state, seen, rules)).toEqual(next);
});
