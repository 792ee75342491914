import { Failure } from '@holdfast/core';
import { STREAM_IDLE, type StreamState } from '@holdfast/core/parts';
import { GENERATOR_FAILED } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import { outcomeOf } from './stream-outcome.ts';

const failure = new Failure(GENERATOR_FAILED);
const text = {
  ...{ since: 1, id: 's1', seq: 2, offset: 4, text: 'Once', events: ['a'] },
  ...{ micros: 7, faultAt: undefined },
};
const value = { id: 's1', text: 'Once', events: ['a'], micros: 7, reason: 'stop' };
const left = { code: 'ABORTED' };

it.each<[StreamState, object]>([
  [
    { kind: 'live', ...text, reason: 'stop', at: 9 },
    { kind: 'live', value },
  ],
  [
    {
      kind: 'interrupted',
      ...{ ...text, failure, resumable: false, resuming: false, notResumed: 'ended' as const },
    },
    { kind: 'interrupted', text: 'Once', resumable: false, failure, notResumed: 'ended' },
  ],
  [
    { kind: 'failed', failure },
    { kind: 'failed', failure },
  ],
  [
    { kind: 'streaming', ...text },
    { kind: 'interrupted', text: 'Once', resumable: true, failure: left, notResumed: 'aborted' },
  ],
  [
    { kind: 'running', since: 1 },
    { kind: 'failed', failure: left },
  ],
  [STREAM_IDLE, { kind: 'failed', failure: { ...left, effect: 'none' } }],
])(
  'a stream that is $kind has this outcome for a caller that no longer waits',
  (state, expected) => {
    expect(outcomeOf(state, undefined)).toMatchObject(expected);
  },
);

it('an outcome carries the receipt', () => {
  const receipt = { state: 'held' } as never;
  expect(outcomeOf({ kind: 'failed', failure }, receipt)).toEqual({
    ...{ kind: 'failed', failure, receipt },
  });
});
