import { Failure } from '@holdfast/core';
import { ENTRY_UNCERTAIN, NETWORK_FAILED } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import { recordOf } from './entry-record.ts';
import { appliedBy, doubted, isClaim, keep, left, QUEUED, UNCHANGED } from './entry-step.ts';
import { entry as newEntry } from './outbox-stage.contract.ts';

const entry = { ...recordOf(newEntry('a'), 5), seq: 1, sends: 3 };

it('a step keeps an entry with a change, lets it leave with an end, or leaves it as it is', () => {
  const kept = keep(entry, { sends: 4 });
  expect(kept).toEqual({ kind: 'kept', entry: { ...entry, sends: 4 } });
  const settlement = { kind: 'cancelled' } as const;
  expect(left(settlement)).toEqual({ kind: 'left', settlement });
  expect([UNCHANGED, QUEUED]).toEqual([{ kind: 'unchanged' }, { kind: 'queued' }]);
});

it('a claim is a step that keeps an entry to send it', () => {
  expect(isClaim(keep(entry, { state: { kind: 'sending', epoch: 1 } }))).toBe(true);
  for (const step of [keep(entry, {}), left({ kind: 'cancelled' }), UNCHANGED]) {
    expect(isClaim(step)).toBe(false);
  }
});

it('the end of an entry says its cost, also a cost of nothing, exactly when the server accepted the entry', () => {
  const answer = { value: 1, replayed: true };
  expect(appliedBy({ ...answer, costMicros: 0 })).toEqual({
    ...{ kind: 'applied', ...answer },
    costMicros: 0,
  });
  expect(appliedBy({ ...answer, costMicros: undefined })).not.toHaveProperty('costMicros');
});

it('an entry in doubt tells its incident, how often it was sent, and the request that was not answered', () => {
  const cause = new Failure(NETWORK_FAILED, { requestId: 'r7' });
  expect(doubted(entry, ENTRY_UNCERTAIN, cause)).toMatchObject({
    ...{ kind: 'blocked', reason: 'uncertain' },
    failure: {
      ...{ code: 'ENTRY_UNCERTAIN', incidentId: 'incident-a', attempts: 3, requestId: 'r7' },
      cause: { code: 'NETWORK_FAILED' },
    },
  });
  expect(doubted(entry, ENTRY_UNCERTAIN)).toMatchObject({ failure: { code: 'ENTRY_UNCERTAIN' } });
});
