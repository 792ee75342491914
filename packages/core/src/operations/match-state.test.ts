import { describe, expect, it } from 'vitest';
import { matchState } from './match-state.ts';
import type { OperationState } from './operation-state.ts';

const word = (state: OperationState<string>): string =>
  matchState(state, {
    live: ({ value }) => value,
    queued: ({ entryId }) => `waits as ${entryId}`,
    otherwise: ({ kind }) => kind,
  });

describe('matching a state', () => {
  it('calls the function of its kind with that state', () => {
    expect(word({ kind: 'live', value: 'Mara', at: 1 })).toBe('Mara');
    expect(word({ kind: 'queued', entryId: 'e1', since: 1 })).toBe('waits as e1');
  });

  it('calls `otherwise` for the kinds that have no function', () => {
    expect(word({ kind: 'idle' })).toBe('idle');
  });
});
