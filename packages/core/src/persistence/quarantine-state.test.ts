import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { STORAGE_QUOTA } from '../failures/kinds/storage.ts';
import {
  mayWrite,
  nextPersistence,
  type PersistenceEvent,
  type PersistenceState,
} from './quarantine-state.ts';

const failure = new Failure(STORAGE_QUOTA);
const hydrating: PersistenceState = { kind: 'hydrating' };
const ready: PersistenceState = { kind: 'ready' };
const setAside: PersistenceState = { kind: 'quarantined', reason: 'invalid' };
const readOnly: PersistenceState = { kind: 'read-only', storedVersion: 9 };
const failing: PersistenceState = { kind: 'unavailable', failure, unread: false };
const blind: PersistenceState = { kind: 'unavailable', failure, unread: true };

describe('a stored value', () => {
  it.each<[string, PersistenceState, boolean]>([
    ['is not written before it was read', hydrating, false],
    ['is written freely when ready', ready, true],
    ['is written beside what was set aside', setAside, true],
    ['of a newer version is never written', readOnly, false],
    ['is tried again after a failure', failing, true],
    ['that could not be read stays as it is', blind, false],
  ])('%s', (_title, state, expected) => {
    expect(mayWrite(state)).toBe(expected);
  });

  it.each<[string, PersistenceState, PersistenceEvent, PersistenceState]>([
    ['gets the early changes once it was read', hydrating, { type: 'found-valid' }, ready],
    ['gets the early changes when nothing was stored', hydrating, { type: 'found-nothing' }, ready],
    [
      'is set aside when it makes no sense',
      hydrating,
      { type: 'set-aside', reason: 'invalid' },
      setAside,
    ],
    [
      'of a newer version is only read',
      hydrating,
      { type: 'found-newer', storedVersion: 9 },
      readOnly,
    ],
    [
      'of a newer version stays so when storage fails',
      readOnly,
      { type: 'storage-failed', failure },
      readOnly,
    ],
    ['that was written stays what it was', setAside, { type: 'stored' }, setAside],
    ['that could not be read is not fine after a write', blind, { type: 'stored' }, blind],
    [
      'that could not be read stays unread however often storage fails',
      blind,
      { type: 'storage-failed', failure },
      blind,
    ],
    ['tells when storage fails', ready, { type: 'storage-failed', failure }, failing],
    ['is fine again after a write that worked', failing, { type: 'stored' }, ready],
    [
      'that could not be read is not written over',
      hydrating,
      { type: 'storage-failed', failure },
      blind,
    ],
  ])('%s', (_title, state, event, expected) => {
    expect(nextPersistence(state, event)).toStrictEqual(expected);
  });

  it('is never overwritten unless it was read or found absent before, and never when a newer version wrote it', () => {
    const event = fc.constantFrom<PersistenceEvent>(
      { type: 'found-nothing' },
      { type: 'found-valid' },
      { type: 'set-aside', reason: 'unreadable' },
      { type: 'found-newer', storedVersion: 9 },
      { type: 'stored' },
      { type: 'storage-failed', failure },
    );
    fc.assert(
      fc.property(fc.array(event), (events) => {
        let state: PersistenceState = hydrating;
        let read = false;
        for (const next of events) {
          read ||= ['found-nothing', 'found-valid', 'set-aside'].includes(next.type);
          state = nextPersistence(state, next);
          expect(!mayWrite(state) || (read && state.kind !== 'read-only')).toBe(true);
        }
      }),
    );
  });
});
