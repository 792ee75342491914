import { afterCrash } from '@holdfast/core/parts';
import { exponentialBackoff, noJitter } from '@holdfast/core/policies';
import { expect, it } from 'vitest';
import { afterEnd, MOST_RESTARTS, type Next, STEADY_MS } from './restart-state.mjs';

it('starts a server again with pauses that double, and gives up after five in a row', () => {
  const delays: number[] = [];
  let next: Next = { kind: 'restart', restarts: 0, delayMs: 0 };
  while (next.kind === 'restart') {
    next = afterEnd({ restarts: next.restarts, wasReady: true, ranMs: 1000 });
    if (next.kind === 'restart') delays.push(next.delayMs);
  }
  expect(delays).toEqual([500, 1000, 2000, 4000, 8000]);
  expect(next).toEqual({ kind: 'give-up', restarts: MOST_RESTARTS });
});

it('forgets earlier ends after a minute of work', () => {
  const ended = { restarts: MOST_RESTARTS, wasReady: true, ranMs: STEADY_MS };
  expect(afterEnd(ended)).toEqual({ kind: 'restart', restarts: 1, delayMs: 500 });
});

it('does not start a server again that never came up', () => {
  expect(afterEnd({ restarts: 0, wasReady: false, ranMs: 50 })).toMatchObject({ kind: 'give-up' });
  expect(afterEnd({ restarts: 1, wasReady: false, ranMs: 50 })).toMatchObject({ kind: 'restart' });
});

it('decides as the one policy of restarts', () => {
  const backoff = exponentialBackoff({ firstMs: 500, maxMs: 10_000, jitter: noJitter });
  for (const before of [0, 1, 2, 3, 4, 5, 6]) {
    for (const ranMs of [0, STEADY_MS - 1, STEADY_MS]) {
      const next = afterEnd({ restarts: before, wasReady: true, ranMs });
      const inRow = ranMs < STEADY_MS ? before : 0;
      const policy = afterCrash(inRow, MOST_RESTARTS, (attempt) => backoff(attempt, () => 0, 0));
      expect({ restarts: policy.attempt, delayMs: policy.delayMs }).toEqual({
        restarts: next.restarts,
        delayMs: next.kind === 'restart' ? next.delayMs : undefined,
      });
    }
  }
});
