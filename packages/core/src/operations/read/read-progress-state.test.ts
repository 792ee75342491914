import { describe, expect, it } from 'vitest';
import { Failure } from '../../failures/failure.ts';
import { UNAUTHENTICATED } from '../../failures/kinds/identity.ts';
import { NETWORK_FAILED } from '../../failures/kinds/network.ts';
import {
  nextReadProgress,
  UNREAD,
  type ReadProgress,
  type ReadProgressEvent,
} from './read-progress-state.ts';

type Progress = ReadProgress<string>;
type Event = ReadProgressEvent<string>;
const failure = new Failure(NETWORK_FAILED);
const refused = new Failure(UNAUTHENTICATED);
const unread: Progress = UNREAD;
const running: Progress = { ...unread, started: 1, state: { kind: 'running', since: 5 } };
const newest = { value: 'new', at: 20 };
const live: Progress = { started: 2, live: 2, newest, state: { kind: 'live', ...newest } };
const settled = (run: number, outcome: (Event & { type: 'settled' })['outcome']): Event => ({
  type: 'settled',
  run,
  at: 30,
  outcome,
});
const kept = (run: number): Event => ({ type: 'kept', run, value: 'kept', at: 3 });
const stale = (at: number): Event => settled(3, { kind: 'stale', value: 'kept', at, failure });

describe('the progress of a read', () => {
  it('begins with no run and no value', () => {
    expect(UNREAD).toEqual({ state: { kind: 'idle' }, started: 0, live: 0, newest: undefined });
  });

  it.each<[string, Progress, Event, Partial<Progress>]>([
    [
      'keeps its value while it runs again',
      live,
      { type: 'started', run: 3, at: 30 },
      { started: 3, state: { kind: 'running', value: 'new', at: 20, since: 30 } },
    ],
    [
      'shows what is kept while it has nothing else',
      running,
      kept(1),
      { state: { kind: 'running', value: 'kept', at: 3, since: 5 } },
    ],
    ['ignores what an earlier run finds kept', { ...running, started: 2 }, kept(1), {}],
    ['ignores what is found kept when the answer is there', live, kept(2), {}],
    [
      'shows nothing kept over its own value',
      { ...live, state: { kind: 'running', value: 'new', at: 20, since: 30 } },
      kept(2),
      {},
    ],
    [
      'keeps the age of what is kept with it',
      { ...running, state: { kind: 'stale', value: 'kept', at: 3, failure } },
      { type: 'started', run: 2, at: 40 },
      { started: 2, state: { kind: 'running', value: 'kept', at: 3, since: 40 } },
    ],
    [
      'takes a live value',
      running,
      settled(1, { kind: 'live', value: 'one' }),
      { live: 1, newest: { value: 'one', at: 30 }, state: { kind: 'live', value: 'one', at: 30 } },
    ],
    [
      'ignores what an older run brings late',
      live,
      settled(1, { kind: 'live', value: 'old' }),
      live,
    ],
    [
      'shows what was kept when there is nothing newer',
      running,
      stale(25),
      { state: { kind: 'stale', value: 'kept', at: 25, failure } },
    ],
    [
      'shows its own value when what was kept is older',
      live,
      stale(15),
      { state: { kind: 'stale', value: 'new', at: 20, failure } },
    ],
    [
      'shows what was kept when both came at the same moment',
      live,
      stale(20),
      { state: { kind: 'stale', value: 'kept', at: 20, failure } },
    ],
    [
      'keeps the last value beside a failure',
      live,
      settled(3, { kind: 'failed', failure }),
      { state: { kind: 'failed', value: 'new', failure, entryId: undefined } },
    ],
    [
      'keeps no value for a user that the server refuses',
      live,
      settled(3, { kind: 'failed', failure: refused }),
      {
        newest: undefined,
        state: { kind: 'failed', value: undefined, failure: refused, entryId: undefined },
      },
    ],
    [
      'forgets everything but the count for another owner',
      live,
      { type: 'dropped' },
      { started: 2, live: 2, newest: undefined, state: { kind: 'idle' } },
    ],
  ])('%s', (_title, before, event, expected) => {
    expect(nextReadProgress(before, event)).toEqual({ ...before, ...expected });
  });
});
