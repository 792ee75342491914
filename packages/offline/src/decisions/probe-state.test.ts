import { Failure } from '@holdfast/core';
import { ENTRY_UNCERTAIN } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import { recordOf, type StoredEntry, type StoredState } from '../outbox/entry-record.ts';
import { entry as newEntry } from '../outbox/outbox-stage.contract.ts';
import { probed, type ProbeAnswer } from './probe-state.ts';

const failure = new Failure(ENTRY_UNCERTAIN).toJSON();
const uncertain: StoredState = { kind: 'blocked', reason: 'uncertain', failure };
const conflict: StoredState = { kind: 'blocked', reason: 'conflict', failure };
const dead: StoredState = { kind: 'dead', failure };
const rest = { since: 1, silences: 2 };
const entry = (state: StoredState): StoredEntry => ({
  ...recordOf(newEntry('a'), 5),
  ...{ seq: 1, state, doubtful: true, refusals: 3, sends: 2, rest },
});
const applied: ProbeAnswer = { kind: 'applied', value: 'v2' };
const absent: ProbeAnswer = { kind: 'absent' };
const unchanged = { kind: 'unchanged' };

it.each<[string, StoredState, ProbeAnswer, object]>([
  [
    'that took effect leaves with the value that the server told, as an answer from before',
    uncertain,
    applied,
    { kind: 'left', settlement: { kind: 'applied', value: 'v2', replayed: true } },
  ],
  [
    'that took no effect is in line again without doubt, pause or refusals, under the same key',
    uncertain,
    absent,
    {
      kind: 'kept',
      entry: {
        ...entry({ kind: 'queued' }),
        ...{ doubtful: false, keyAt: 9, refusals: 0, rest: undefined },
      },
    },
  ],
  ['of which the server cannot tell stays as it is', uncertain, { kind: 'unknown' }, unchanged],
  ['that is blocked for another reason meanwhile stays as it is', conflict, applied, unchanged],
  ['that is dead meanwhile stays as it is', dead, absent, unchanged],
  ['that the user retried meanwhile stays as it is', { kind: 'queued' }, applied, unchanged],
])('an uncertain entry %s', (_title, state, answer, step) => {
  expect(probed(entry(state), answer, 9)).toEqual(step);
});
