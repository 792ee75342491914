import { expect, it } from 'vitest';
import type { OperationState } from '../operations/operation-state.ts';
import { Failure } from '../failures/failure.ts';
import { STREAM_STALLED } from '../failures/kinds/stream-and-queue.ts';
import { stateOfStream } from './state-of-stream.ts';
import { STREAM_IDLE, type StreamState } from './stream-state.ts';

const failure = new Failure(STREAM_STALLED);
const kept = {
  ...{ since: 5, id: 's1', seq: 3, offset: 4, text: 'Once', events: ['a'] },
  ...{ micros: 7, faultAt: undefined },
};
const value = { id: 's1', text: 'Once', events: ['a'], micros: 7, reason: 'stop' };

it.each<[StreamState<string>, OperationState]>([
  [STREAM_IDLE, { kind: 'idle' }],
  [
    { kind: 'running', since: 5 },
    { kind: 'running', since: 5 },
  ],
  [
    { kind: 'streaming', ...kept },
    { kind: 'streaming', text: 'Once', since: 5 },
  ],
  [
    { kind: 'interrupted', ...kept, resumable: true, resuming: true, failure },
    { kind: 'interrupted', text: 'Once', resumable: true, resuming: true, failure },
  ],
  [
    {
      kind: 'interrupted',
      ...{ ...kept, resumable: false, resuming: false, notResumed: 'gone' as const, failure },
    },
    {
      kind: 'interrupted',
      ...{ text: 'Once', resumable: false, resuming: false, notResumed: 'gone' as const, failure },
    },
  ],
  [
    { kind: 'live', ...kept, reason: 'stop', at: 9 },
    { kind: 'live', value, at: 9 },
  ],
  [
    { kind: 'failed', failure },
    { kind: 'failed', failure },
  ],
])('a stream that is $kind has the state of an operation', (stream, expected) => {
  expect(stateOfStream(stream)).toEqual(expected);
});
