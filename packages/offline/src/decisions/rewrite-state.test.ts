import { Failure } from '@holdfast/core';
import { CONFLICT, ENTRY_TOO_OLD, REQUEST_INVALID } from '@holdfast/core/failures';
import { describe, expect, it } from 'vitest';
import { recordOf, type StoredEntry, type StoredState } from '../outbox/entry-record.ts';
import { entry as newEntry } from '../outbox/outbox-stage.contract.ts';
import { mayChange, renewed, rewritten } from './rewrite-state.ts';

const failure = new Failure(CONFLICT).toJSON();
const queued: StoredState = { kind: 'queued' };
const sending: StoredState = { kind: 'sending', epoch: 7 };
const waiting: StoredState = { kind: 'waiting', since: 1, delayMs: 5, failure };
const conflict: StoredState = { kind: 'blocked', reason: 'conflict', failure };
const paused: StoredState = { kind: 'blocked', reason: 'paused', failure: undefined };
const dead: StoredState = { kind: 'dead', failure: new Failure(REQUEST_INVALID).toJSON() };
const tooOld: StoredState = { kind: 'dead', failure: new Failure(ENTRY_TOO_OLD).toJSON() };
const entry = (state: StoredState, change: Partial<StoredEntry> = {}): StoredEntry => ({
  ...recordOf(newEntry('a'), 5),
  ...{ seq: 1, state, ...change },
});
const renewal = { freshKey: 'fresh', now: 9 };
const content = { input: 'new' };
const unchanged = { kind: 'unchanged' };
const kept = (change: object) => ({ kind: 'kept', entry: { id: 'a', seq: 1, ...change } });

describe('another content', () => {
  it.each<[string, StoredEntry, object]>([
    ['of what was never sent keeps its key', entry(queued), kept({ key: 'a', input: 'new' })],
    [
      'of what is paused and was never sent keeps its key',
      entry(paused),
      kept({ key: 'a', input: 'new', state: queued }),
    ],
    [
      'of a dead letter goes out under a fresh key, and its age begins anew',
      entry(dead, { sends: 3, refusals: 3 }),
      kept({ key: 'fresh', keyAt: 9, input: 'new', state: queued, refusals: 0, sends: 3 }),
    ],
    [
      'of a dead letter that was too old keeps its key, which no server refused, and its age begins anew',
      entry(tooOld, { sends: 2 }),
      kept({ key: 'a', keyAt: 9, state: queued }),
    ],
    [
      'of a conflict goes out under a fresh key',
      entry(conflict, { sends: 1 }),
      kept({ key: 'fresh', input: 'new' }),
    ],
    [
      'of what may have arrived goes out under a fresh key, and the doubt stays',
      entry(conflict, { doubtful: true }),
      kept({ key: 'fresh', doubtful: true }),
    ],
    ['of what is on its way comes too late', entry(sending, { sends: 1 }), unchanged],
    ['of what is on its way for the first time comes too late', entry(sending), unchanged],
    ['of what was sent and waits comes too late', entry(waiting, { sends: 1 }), unchanged],
    ['of what was sent and is in line comes too late', entry(queued, { sends: 1 }), unchanged],
    [
      'of what a context that died was sending comes too late',
      entry(queued, { doubtful: true }),
      unchanged,
    ],
  ])('%s', (_, before, after) => {
    expect(rewritten(before, content, renewal)).toMatchObject(after);
    expect(mayChange(before)).toBe(after !== unchanged);
  });
});

describe('a fresh key', () => {
  it.each<[string, StoredEntry, object]>([
    [
      'is given to a dead letter',
      entry(dead, { rest: { since: 1, silences: 1 }, refusals: 3 }),
      kept({
        ...{ key: 'fresh', keyAt: 9, state: queued, rest: undefined },
        ...{ refusals: 0, input: { id: 'a' } },
      }),
    ],
    [
      'is given to what may have arrived, because its user says so',
      entry(conflict, { doubtful: true }),
      kept({ key: 'fresh', doubtful: true }),
    ],
    ['is not given to what is in line', entry(queued), unchanged],
    ['is not given to what waits', entry(waiting), unchanged],
    ['is not given to what is on its way', entry(sending), unchanged],
  ])('%s', (_, before, after) => {
    expect(renewed(before, renewal)).toMatchObject(after);
  });
});
