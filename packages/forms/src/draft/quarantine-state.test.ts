import { Failure } from '@holdfast/core';
import { STORAGE_QUOTA } from '@holdfast/core/failures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  nextPersistence,
  type PersistenceEvent,
  type PersistenceState,
  type PersistenceStep,
} from './quarantine-state.ts';

type State = PersistenceState<string>;
type Event = PersistenceEvent<string>;
const failure = new Failure(STORAGE_QUOTA);
const hydrating: State = { kind: 'hydrating' };
const pending: State = { kind: 'hydrating', pending: { value: 'typed early' } };
const ready: State = { kind: 'ready' };
const setAside: State = { kind: 'quarantined', reason: 'invalid' };
const readOnly: State = { kind: 'read-only', storedVersion: 9 };
const failing: State = { kind: 'unavailable', failure, unread: false };
const blind: State = { kind: 'unavailable', failure, unread: true };
const changed: Event = { type: 'changed', value: 'new' };
const write = { value: 'new' };

describe('a stored value', () => {
  it.each<[string, State, Event, PersistenceStep<string>]>([
    [
      'is not written before it was read',
      hydrating,
      changed,
      { state: { kind: 'hydrating', pending: write } },
    ],
    [
      'gets the last early change once it was read',
      pending,
      { type: 'found-valid' },
      { state: ready, write: { value: 'typed early' } },
    ],
    [
      'gets the last early change when nothing was stored',
      pending,
      { type: 'found-nothing' },
      { state: ready, write: { value: 'typed early' } },
    ],
    [
      'is not written when it was read and nothing changed',
      hydrating,
      { type: 'found-valid' },
      { state: ready },
    ],
    ['is written freely when ready', ready, changed, { state: ready, write }],
    [
      'is set aside when it makes no sense',
      hydrating,
      { type: 'set-aside', reason: 'invalid' },
      { state: setAside },
    ],
    ['is written beside what was set aside', setAside, changed, { state: setAside, write }],
    [
      'of a newer version is only read',
      pending,
      { type: 'found-newer', storedVersion: 9 },
      { state: readOnly },
    ],
    ['of a newer version is never written', readOnly, changed, { state: readOnly }],
    [
      'of a newer version stays so when storage fails',
      readOnly,
      { type: 'storage-failed', failure },
      { state: readOnly },
    ],
    ['that was written stays what it was', setAside, { type: 'stored' }, { state: setAside }],
    [
      'that could not be read is not fine after a write',
      blind,
      { type: 'stored' },
      { state: blind },
    ],
    [
      'that could not be read stays unread however often storage fails',
      blind,
      { type: 'storage-failed', failure },
      { state: blind },
    ],
    ['tells when storage fails', ready, { type: 'storage-failed', failure }, { state: failing }],
    ['is tried again after a failure', failing, changed, { state: failing, write }],
    ['is fine again after a write that worked', failing, { type: 'stored' }, { state: ready }],
    [
      'that could not be read is not written over',
      hydrating,
      { type: 'storage-failed', failure },
      { state: blind },
    ],
    ['that could not be read stays as it is', blind, changed, { state: blind }],
  ])('%s', (_title, state, event, expected) => {
    expect(nextPersistence(state, event)).toStrictEqual(expected);
  });

  it('is never overwritten unless it was read or found absent before, and never when a newer version wrote it', () => {
    const event = fc.constantFrom<Event>(
      { type: 'found-nothing' },
      { type: 'found-valid' },
      { type: 'set-aside', reason: 'unreadable' },
      { type: 'found-newer', storedVersion: 9 },
      changed,
      { type: 'stored' },
      { type: 'storage-failed', failure },
    );
    fc.assert(
      fc.property(fc.array(event), (events) => {
        let state: State = hydrating;
        let read = false;
        for (const next of events) {
          read ||= ['found-nothing', 'found-valid', 'set-aside'].includes(next.type);
          const step: PersistenceStep<string> = nextPersistence(state, next);
          const mayWrite = read && step.state.kind !== 'read-only';
          expect(step.write === undefined || mayWrite).toBe(true);
          state = step.state;
        }
      }),
    );
  });
});
