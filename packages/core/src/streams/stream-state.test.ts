import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { ABORTED, NETWORK_FAILED } from '../failures/kinds/network.ts';
import { STREAM_MALFORMED } from '../failures/kinds/stream-and-queue.ts';
import type { StreamEvent } from './stream-event.ts';
import { nextStreamState, STREAM_IDLE, type StreamState, type StreamStep } from './stream-state.ts';

type State = StreamState<string>;
type Step = StreamStep<string>;
const lost = new Failure(NETWORK_FAILED);
const malformed = new Failure(STREAM_MALFORMED);
const aborted = new Failure(ABORTED);
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
const resumable: State = { ...resuming, resuming: false };
const over: State = { ...resumable, resumable: false };
const live: State = { kind: 'live', ...kept, reason: 'stop', at: 9 };
const failed: State = { kind: 'failed', failure: lost };
const got = (event: StreamEvent<string>): Step => ({ type: 'received', event, at: 9 });
const delta = (seq: number, offset: number, text: string): Step =>
  got({ seq, type: 'delta', offset, text });
const broken = (code: string, rest: object = {}): object => ({
  kind: 'interrupted',
  ...{ ...kept, resumable: true, resuming: true, failure: expect.objectContaining({ code }) },
  ...rest,
});
const ended = { resumable: false, resuming: false };

describe('a stream that flows', () => {
  it.each<[string, State, Step, unknown]>([
    ['is asked for', STREAM_IDLE, { type: 'started', at: 5 }, running],
    ['is asked for again, from the beginning', over, { type: 'started', at: 5 }, running],
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
      'knows what it has cost so far',
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
    ['is unmoved by a heartbeat', streaming, { type: 'heartbeat' }, streaming],
  ])('%s', (_, state, step, expected) => {
    expect(nextStreamState(state, step)).toEqual(expected);
  });
});

describe('a stream that breaks off keeps its text, and', () => {
  it.each<[string, State, Step, unknown]>([
    [
      'is sought again when a body ends without saying that it is done',
      streaming,
      { type: 'ended' },
      broken('STREAM_INTERRUPTED'),
    ],
    [
      'is sought again when nothing comes for too long',
      streaming,
      { type: 'stalled' },
      broken('STREAM_STALLED'),
    ],
    [
      'is sought again when the connection is lost',
      streaming,
      { type: 'lost', failure: lost },
      resuming,
    ],
    [
      'is sought again when nothing at all has come',
      running,
      { type: 'ended' },
      broken('STREAM_INTERRUPTED', { id: '', seq: 0, offset: 0, text: '', events: [] }),
    ],
    [
      'is sought again when the server stops',
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
      'is over for a reason it does not know, and tells it',
      streaming,
      got({ seq: 4, type: 'interrupted', offset: 4, reason: 'moon' }),
      broken('STREAM_INTERRUPTED', {
        seq: 4,
        ...ended,
        failure: expect.objectContaining({ details: { reason: 'moon' } }),
      }),
    ],
    [
      'is over when the server tells an error',
      streaming,
      got({ seq: 4, type: 'error', failure: lost }),
      { ...over, seq: 4 },
    ],
    [
      'stays sought when it cannot be had again yet',
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
      'rests when nobody goes on trying',
      resuming,
      { type: 'settled', failure: aborted, resumable: true },
      { ...resumable, failure: aborted },
    ],
    [
      'rests when its reader leaves',
      streaming,
      { type: 'settled', failure: aborted, resumable: true },
      { ...resumable, failure: aborted },
    ],
    ['is sought again when somebody wants the rest', resumable, { type: 'resumed' }, resuming],
    ['cannot be had again when it is over', over, { type: 'resumed' }, over],
    ['ignores what comes late', resumable, delta(4, 4, 'late'), resumable],
    ['ignores what comes after it is over', over, { type: 'ended' }, over],
    [
      'is over when nobody knows it any longer',
      resumable,
      { type: 'settled', failure: aborted, resumable: false },
      { ...over, failure: aborted },
    ],
  ])('%s', (_, state, step, expected) => {
    expect(nextStreamState(state, step)).toEqual(expected);
  });
});

describe('a stream that does not fit', () => {
  const again: State = { ...streaming, faultAt: 3 };

  it.each<[string, State, Step, unknown]>([
    [
      'is asked for again after a gap',
      streaming,
      delta(5, 4, 'x'),
      broken('STREAM_GAP', { faultAt: 3 }),
    ],
    [
      'is asked for again when an offset does not match',
      streaming,
      delta(4, 5, 'x'),
      broken('STREAM_GAP', { faultAt: 3 }),
    ],
    [
      'is asked for again when it says done too early',
      streaming,
      got({ seq: 4, type: 'done', offset: 9 }),
      broken('STREAM_GAP', { faultAt: 3 }),
    ],
    [
      'is asked for again when it cannot be read',
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
      broken('STREAM_GAP', { faultAt: 3, ...ended }),
    ],
    [
      'is asked for again at the next place',
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

  it.each<[string, State, Step]>([
    [
      'has failed when it was refused',
      running,
      { type: 'settled', failure: lost, resumable: false },
    ],
    [
      'has failed when its reader left before the answer',
      running,
      { type: 'settled', failure: lost, resumable: true },
    ],
    [
      'has failed when the server tells an error',
      empty,
      got({ seq: 2, type: 'error', failure: lost }),
    ],
    ['stays failed, whatever comes', failed, delta(1, 0, 'x')],
  ])('%s', (_, state, step) => {
    expect(nextStreamState(state, step)).toEqual(failed);
  });

  it.each<State>([STREAM_IDLE, live])('is not moved by what comes late: %j', (state) => {
    expect(nextStreamState(state, { type: 'ended' })).toBe(state);
  });
});
