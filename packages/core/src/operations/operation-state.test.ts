import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { NETWORK_FAILED } from '../failures/kinds/network.ts';
import { createCell } from '../observable/cell.ts';
import type { EntryState, OutboxHandle } from '../ports/outbox-port.ts';
import { stateOf, type OperationState } from './operation-state.ts';
import type { Outcome } from './outcome.ts';

const failure = new Failure(NETWORK_FAILED);
const handle: OutboxHandle<string> = {
  id: 'e1',
  synced: new Promise(() => {}),
  state: createCell<EntryState>({ kind: 'queued' }),
};

describe('the state an outcome leaves behind', () => {
  it.each<[Outcome<string>, OperationState<string>]>([
    [
      { kind: 'live', value: 'new' },
      { kind: 'live', value: 'new', at: 100 },
    ],
    [
      { kind: 'stale', value: 'kept', at: 60, failure },
      { kind: 'stale', value: 'kept', at: 60, failure },
    ],
    [
      { kind: 'fallback', value: 'spare', failure },
      { kind: 'fallback', value: 'spare', failure },
    ],
    [
      { kind: 'queued', handle },
      { kind: 'queued', value: 'old', entryId: 'e1', since: 100 },
    ],
    [
      { kind: 'blocked', reason: 'auth', failure, handle },
      { kind: 'blocked', value: 'old', entryId: 'e1', reason: 'auth', failure },
    ],
    [
      { kind: 'failed', failure },
      { kind: 'failed', value: 'old', failure, entryId: undefined },
    ],
    [
      { kind: 'failed', failure, handle },
      { kind: 'failed', value: 'old', failure, entryId: 'e1' },
    ],
    [
      { kind: 'interrupted', text: 'Once', resumable: true, failure },
      {
        kind: 'interrupted',
        value: 'old',
        text: 'Once',
        resumable: true,
        resuming: false,
        failure,
      },
    ],
  ])('$kind', (outcome, expected) => {
    expect(stateOf(outcome, 100, 'old')).toEqual(expected);
  });
});
