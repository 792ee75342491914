import { Failure } from '@holdfast/core';
import { ABORTED, NOT_FOUND, UNAVAILABLE } from '@holdfast/core/failures';
import { STREAM_IDLE, nextStreamState, type StreamState } from '@holdfast/core/parts';
import { expect, it } from 'vitest';
import { refusedStep } from './refused-step.ts';

const asked = nextStreamState(STREAM_IDLE, { type: 'started', at: 1 });
const event = { seq: 1, type: 'delta', text: 'Once', offset: 0 } as const;
const begun = nextStreamState(asked, { type: 'received', event, at: 2 });

it.each<[string, StreamState, Failure, boolean, object]>([
  [
    'the first request fails',
    asked,
    new Failure(UNAVAILABLE),
    false,
    { type: 'settled', why: 'not-retryable' },
  ],
  [
    'its user aborts the first request',
    asked,
    new Failure(ABORTED),
    true,
    { type: 'settled', why: 'aborted' },
  ],
  ['the server is down for a moment', begun, new Failure(UNAVAILABLE), false, { type: 'lost' }],
  [
    'the server no longer has it',
    begun,
    new Failure(NOT_FOUND),
    false,
    { type: 'settled', why: 'gone', failure: { code: 'STREAM_GONE' } },
  ],
  [
    'the first request finds nothing',
    asked,
    new Failure(NOT_FOUND),
    false,
    { type: 'settled', why: 'not-retryable', failure: { code: 'NOT_FOUND' } },
  ],
])('a stream when %s', (_, state, failure, isAborted, step) => {
  expect(refusedStep(state, failure, isAborted)).toMatchObject(step);
});
