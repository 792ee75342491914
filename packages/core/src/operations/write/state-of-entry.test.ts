import { describe, expect, it } from 'vitest';
import { Failure } from '../../failures/failure.ts';
import { REQUEST_INVALID } from '../../failures/kinds/contract.ts';
import type { EntryState, EntryView } from '../../ports/outbox-port.ts';
import type { OperationState } from '../operation-state.ts';
import { stateOfEntry } from './state-of-entry.ts';

const failure = new Failure(REQUEST_INVALID);
const base: Omit<EntryView, 'state'> = {
  id: 'e',
  owner: 'mira',
  lane: 'l',
  operation: 'o',
  version: 1,
  input: undefined,
  invalidates: [],
  incidentId: 'i',
  seq: 1,
  createdAt: 7,
  sends: 0,
};
const queued = { kind: 'queued', value: 'v', entryId: 'e', since: 7 } as const;

describe('the state of an entry', () => {
  it.each<[EntryState, OperationState]>([
    [{ kind: 'queued' }, queued],
    [{ kind: 'sending' }, queued],
    [{ kind: 'waiting', dueAt: 9, failure }, queued],
    [
      { kind: 'blocked', reason: 'auth', failure: undefined },
      { kind: 'blocked', value: 'v', entryId: 'e', reason: 'auth', failure: undefined },
    ],
    [
      { kind: 'dead', failure },
      { kind: 'failed', value: 'v', entryId: 'e', failure },
    ],
  ])('%j', (state, expected) => {
    expect(stateOfEntry({ ...base, state }, 'v')).toEqual(expected);
  });

  it('is never called queued when this device could not store it', () => {
    const sending: EntryView = { ...base, state: { kind: 'sending' }, kept: false };
    expect(stateOfEntry(sending, 'v')).toEqual({ kind: 'running', value: 'v', since: 7 });
  });
});
