import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import { afterVerdict } from './relay-state.ts';

const failure = new Failure(catalogue.UNAVAILABLE);
const rules = { maxFailures: 3, onPoison: 'stop' } as const;

it.each<[unknown, number, number]>([
  [Number.NaN, 50, 1_000],
  ['soon', 50, 1_000],
  [-5, 50, 50],
  [Number.POSITIVE_INFINITY, 50, 3_600_000],
  [undefined, Number.NaN, 1_000],
  [undefined, Number.POSITIVE_INFINITY, 3_600_000],
])('a sink that asks for %j and a backoff of %d make a wait of %d', (afterMs, delayMs, wait) => {
  const verdict = { outcome: 'retry', failure, afterMs: afterMs as number } as const;
  const change = afterVerdict({ failures: 0 }, { verdict, counts: true, delayMs }, rules);
  expect(change.dueInMs).toBe(wait);
});
