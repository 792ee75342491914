import { Failure } from '@holdfast/core';
import { temporaryIdOf } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { describe, expect, it } from 'vitest';
import { recordOf, type StoredEntry, type StoredState } from '../outbox/entry-record.ts';
import type { Found } from '../outbox/outbox-store.ts';
import { entry as newEntry } from '../outbox/outbox-stage.contract.ts';
import { ruleOnDependencies } from './dependency-state.ts';
import type { Known } from '../outbox/outbox-store.ts';

const stuck = (reason: string): StoredState => ({
  ...{ kind: 'blocked', reason: 'dependency' },
  failure: new Failure(catalogue.DEPENDENCY_STUCK, { details: { reason } }).toJSON(),
});
const queued: StoredState = { kind: 'queued' };
const failure = new Failure(catalogue.REQUEST_INVALID).toJSON();
const token = temporaryIdOf('other');

const entry = (id: string, seq: number, state: StoredState = queued): StoredEntry => ({
  ...recordOf(newEntry(id), 5),
  ...{ seq, state, after: ['other'] },
});
const head = entry('head', 5);
const other = (state: StoredState, seq = 1): StoredEntry => entry('other', seq, state);
const gone = (kind: 'applied' | 'cancelled'): Found => ({
  ...{ id: 'other', owner: 'ann', settledAt: 1 },
  settlement: kind === 'applied' ? { kind, value: 1, replayed: false } : { kind },
});
const known = (found: Known['found'][number], ids: Known['ids'] = new Map()): Known => ({
  ...{ found: [found], ids },
});
const blockedFor = (reason: string) => ({
  kind: 'kept',
  entry: { state: { kind: 'blocked', reason: 'dependency', failure: { details: { reason } } } },
});
const waits = { kind: 'unchanged' };
const goes = undefined;

type Row = readonly [string, StoredEntry, Known, object | undefined];

describe('the head of a lane that waits for another entry', () => {
  it.each<Row>([
    ['waits while that is queued', head, known(other(queued)), waits],
    ['waits while that is sent', head, known(other({ kind: 'sending', epoch: 1 })), waits],
    ['goes when that was applied', head, known(gone('applied')), goes],
    ['goes when that was applied so long ago that it is forgotten', head, known(undefined), goes],
    [
      'is blocked when that is dead',
      head,
      known(other({ kind: 'dead', failure })),
      blockedFor('dead'),
    ],
    [
      'is blocked when that is blocked',
      head,
      known(other({ kind: 'blocked', reason: 'auth', failure: undefined })),
      blockedFor('blocked'),
    ],
    ['is blocked when that was cancelled', head, known(gone('cancelled')), blockedFor('cancelled')],
    ['is blocked when the row of that was set aside', head, known('lost'), blockedFor('lost')],
    [
      'is blocked when that was added later, so that no two wait for each other',
      head,
      known(other(queued, 6)),
      blockedFor('later'),
    ],
    [
      'is blocked when that brought no id',
      { ...head, after: [token] },
      known(gone('applied')),
      blockedFor('unidentified'),
    ],
    [
      'goes when that brought an id',
      { ...head, after: [token] },
      known(gone('applied'), new Map([[token, 7]])),
      goes,
    ],
    [
      'stays blocked for the same reason',
      entry('head', 5, stuck('dead')),
      known(other({ kind: 'dead', failure })),
      waits,
    ],
    [
      'is blocked for another reason when that was given up',
      entry('head', 5, stuck('dead')),
      known(gone('cancelled')),
      blockedFor('cancelled'),
    ],
    [
      'waits again when the user retried that',
      entry('head', 5, stuck('dead')),
      known(other(queued)),
      { kind: 'kept', entry: { state: queued } },
    ],
    [
      'goes on by itself when that was applied at last',
      entry('head', 5, stuck('dead')),
      known(gone('applied')),
      goes,
    ],
  ])('%s', (_title, before, facts, after) => {
    expect({ step: ruleOnDependencies(before, facts) }).toMatchObject({ step: after });
  });
});
