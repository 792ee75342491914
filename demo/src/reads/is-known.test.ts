import { Failure, type OperationState } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import { isKnown } from './is-known.ts';

const failure = new Failure(catalogue.RATE_LIMITED);

it.each<[string, OperationState, readonly unknown[], boolean]>([
  ['before the first answer', { kind: 'idle' }, [], false],
  ['after a first read that failed', { kind: 'failed', failure }, [], false],
  ['when the answer has no rows', { kind: 'live', value: {}, at: 1 }, [], true],
  ['when an older answer has none', { kind: 'stale', value: {}, at: 1, failure }, [], true],
  ['when the device keeps rows', { kind: 'failed', failure }, ['Mara'], true],
])('%s, the list is known or not', (_, state, list, known) => {
  expect(isKnown(state, list)).toBe(known);
});
