import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { ABORTED, NETWORK_FAILED } from '../failures/kinds/network.ts';
import {
  STREAM_INTERRUPTED,
  STREAM_MALFORMED,
  STREAM_STALLED,
} from '../failures/kinds/stream-and-queue.ts';
import type { NotResumed } from './not-resumed.ts';
import type { StreamEvent } from './stream-event.ts';
import { nextStreamState, STREAM_IDLE, type StreamState, type StreamStep } from './stream-state.ts';

type State = StreamState<string>;
type Step = StreamStep<string>;
const lost = new Failure(NETWORK_FAILED);
const malformed = new Failure(STREAM_MALFORMED);
const aborted = new Failure(ABORTED);
const cutOff = new Failure(STREAM_INTERRUPTED);
const stalled = new Failure(STREAM_STALLED);
const running: State = { kind: 'running', since: 5 };
const kept = {
  ...{ since: 5, id: 's1', seq: 3, offset: 4, text: 'né!', events: ['a'] },
  ...{ micros: undefined, faultAt: undefined },
};
const streaming: State = { kind: 'streaming', ...kept };
const resuming: State = {
  kind: 'interrupted',
  ...{ ...kept, failure: lost, resumable: true, resuming: true },
};
const resumable: State = { ...resuming, resuming: false, notResumed: 'aborted' };
const over: State = { ...resumable, resumable: false, notResumed: 'ended' };
const live: State = { kind: 'live', ...kept, reason: 'stop', at: 9 };
const failed: State = { kind: 'failed', failure: lost, notResumed: 'ended' };
const got = (event: StreamEvent<string>): Step => ({ type: 'received', event, at: 9 });
const delta = (seq: number, offset: number, text: string): Step =>
  got({ seq, type: 'delta', offset, text });
const broken = (code: string, rest: object = {}): object => ({
  kind: 'interrupted',
  ...{ ...kept, resumable: true, resuming: true, failure: expect.objectContaining({ code }) },
  ...rest,
});
const ended = { resumable: false, resuming: false, notResumed: 'ended' };

describe('a stream that flows', () => {
  it.each<[string, State, Step, unknown]>([
    ['is running once it is requested', STREAM_IDLE, { type: 'started', at: 5 }, running],
    ['begins anew when the app starts it again', over, { type: 'started', at: 5 }, running],
    ['still waits when only a heartbeat has come', running, { type: 'heartbeat' }, running],
    [
      'learns its id',
      running,
      got({ seq: 1, type: 'start', id: 's1' }),
      { ...streaming, seq: 1, offset: 0, text: '', events: [] },
    ],
    [
      'takes in text and counts its bytes',
      streaming,
      delta(4, 4, ' 🦊字'),
      { ...streaming, seq: 4, offset: 12, text: 'né! 🦊字' },
    ],
    [
      'takes in an event of the app',
      streaming,
      got({ seq: 4, type: 'own', event: 'b' }),
      { ...streaming, seq: 4, events: ['a', 'b'] },
    ],
    [
      'knows its cost so far',
      streaming,
      got({ seq: 4, type: 'usage', micros: 70 }),
      { ...streaming, seq: 4, micros: 70 },
    ],
    [
      'is done',
      streaming,
      got({ seq: 4, type: 'done', offset: 4, reason: 'stop' }),
      { ...live, seq: 4 },
    ],
    ['ignores an event it has', streaming, delta(3, 2, '!'), streaming],
    ['does not change with a heartbeat', streaming, { type: 'heartbeat' }, streaming],
  ])('%s', (_, state, step, expected) => {
    expect(nextStreamState(state, step)).toEqual(expected);
  });
});

describe('a stream that breaks off keeps its text, and', () => {
  it.each<[string, State, Step, unknown]>([
    [
      'is requested again when its body ends without `done`',
      streaming,
      { type: 'lost', failure: cutOff },
      broken('STREAM_INTERRUPTED'),
    ],
    [
      'is requested again when its body is silent for too long',
      streaming,
      { type: 'lost', failure: stalled },
      broken('STREAM_STALLED'),
    ],
    [
      'is requested again when its connection breaks',
      streaming,
      { type: 'lost', failure: lost },
      resuming,
    ],
    [
      'is requested again when its body ends without any event',
      running,
      { type: 'lost', failure: cutOff },
      broken('STREAM_INTERRUPTED', { id: '', seq: 0, offset: 0, text: '', events: [] }),
    ],
    [
      'is requested again when its server stops',
      streaming,
      got({ seq: 4, type: 'interrupted', offset: 4, reason: 'server-stopping' }),
      broken('STREAM_INTERRUPTED', { seq: 4 }),
    ],
    [
      'is over when its generator died',
      streaming,
      got({ seq: 4, type: 'interrupted', offset: 4, reason: 'generator-failed' }),
      broken('GENERATOR_FAILED', { seq: 4, ...ended }),
    ],
    [
      'is over when its generator died with its server',
      streaming,
      got({ seq: 4, type: 'interrupted', offset: 4, reason: 'server-lost' }),
      broken('GENERATOR_FAILED', { seq: 4, ...ended }),
    ],
    [
      'is over when it was cancelled',
      streaming,
      got({ seq: 4, type: 'interrupted', offset: 4, reason: 'cancelled' }),
      broken('ABORTED', { seq: 4, ...ended }),
    ],
    [
      'is over for a reason of the server that the state machine does not know, and says the reason',
      streaming,
      got({ seq: 4, type: 'interrupted', offset: 4, reason: 'moon' }),
      broken('STREAM_INTERRUPTED', {
        seq: 4,
        ...ended,
        failure: expect.objectContaining({ details: { reason: 'moon' } }),
      }),
    ],
    [
      'is over when the server sends an error',
      streaming,
      got({ seq: 4, type: 'error', failure: lost }),
      { ...over, seq: 4 },
    ],
    [
      'stays interrupted when a request for the rest fails',
      resuming,
      { type: 'lost', failure: aborted },
      { ...resuming, failure: aborted },
    ],
    ['flows again with the next bytes', resuming, { type: 'heartbeat' }, streaming],
    [
      'flows again with the next event',
      resuming,
      delta(4, 4, '?'),
      { ...streaming, seq: 4, offset: 5, text: 'né!?' },
    ],
    ['flows again with an event it has', resuming, delta(2, 0, 'né'), streaming],
    [
      'rests when its reader stops trying, and says why',
      resuming,
      { type: 'settled', failure: aborted, why: 'aborted' },
      { ...resumable, failure: aborted },
    ],
    [
      'rests when its reader leaves, and says so',
      streaming,
      { type: 'settled', failure: aborted, why: 'aborted' },
      { ...resumable, failure: aborted },
    ],
    ['is requested again when the app asks for the rest', resumable, { type: 'resumed' }, resuming],
    ['is not requested again when it is over', over, { type: 'resumed' }, over],
    ['ignores what comes late', resumable, delta(4, 4, 'late'), resumable],
    ['ignores what comes after it is over', over, { type: 'lost', failure: cutOff }, over],
    [
      'is over when the server does not know it any longer',
      resumable,
      { type: 'settled', failure: aborted, why: 'gone' },
      { ...over, failure: aborted, notResumed: 'gone' },
    ],
  ])('%s', (_, state, step, expected) => {
    expect(nextStreamState(state, step)).toEqual(expected);
  });
});

describe('a stream that does not fit', () => {
  const again: State = { ...streaming, faultAt: 3 };

  it.each<[string, State, Step, unknown]>([
    [
      'is requested again after a gap',
      streaming,
      delta(5, 4, 'x'),
      broken('STREAM_GAP', { faultAt: 3 }),
    ],
    [
      'is requested again when an offset does not match',
      streaming,
      delta(4, 5, 'x'),
      broken('STREAM_GAP', { faultAt: 3 }),
    ],
    [
      'is requested again when `done` comes too early',
      streaming,
      got({ seq: 4, type: 'done', offset: 9 }),
      broken('STREAM_GAP', { faultAt: 3 }),
    ],
    [
      'is requested again when its reader cannot read an event',
      streaming,
      { type: 'faulted', failure: malformed },
      broken('STREAM_MALFORMED', { faultAt: 3 }),
    ],
    [
      'remembers the fault when it flows again',
      { ...resuming, faultAt: 3 },
      { type: 'heartbeat' },
      again,
    ],
    [
      'is over with the second fault at the same place',
      again,
      delta(5, 4, 'x'),
      broken('STREAM_GAP', { faultAt: 3, ...ended, notResumed: 'unfit' }),
    ],
    [
      'is requested again when the second fault is at another place',
      { ...again, faultAt: 2 },
      { type: 'faulted', failure: malformed },
      broken('STREAM_MALFORMED', { faultAt: 3 }),
    ],
  ])('%s', (_, state, step, expected) => {
    expect(nextStreamState(state, step)).toEqual(expected);
  });
});

describe('a stream that brought nothing', () => {
  const empty: State = { ...streaming, seq: 1, offset: 0, text: '', events: [] };

  it.each<[string, State, Step, NotResumed]>([
    [
      'has failed when the server refused it',
      running,
      { type: 'settled', failure: lost, why: 'not-retryable' },
      'not-retryable',
    ],
    [
      'has failed when its reader left before the answer',
      running,
      { type: 'settled', failure: lost, why: 'aborted' },
      'aborted',
    ],
    [
      'has failed when the server sends an error',
      empty,
      got({ seq: 2, type: 'error', failure: lost }),
      'ended',
    ],
    ['stays failed, whatever comes', failed, delta(1, 0, 'x'), 'ended'],
  ])('%s', (_, state, step, notResumed) => {
    expect(nextStreamState(state, step)).toEqual({ ...failed, notResumed });
  });

  it.each<State>([STREAM_IDLE, live])('is not changed by a late step: %j', (state) => {
    expect(nextStreamState(state, { type: 'lost', failure: cutOff })).toBe(state);
  });
});
