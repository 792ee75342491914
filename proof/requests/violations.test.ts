import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { describe, expect, it } from 'vitest';
import type { Told } from './told.ts';
import { OVERDUE_TOLERANCE_MS, violationsOf } from './violations.ts';

const { CONTENT_UNEXPECTED, DEFECT, NETWORK_FAILED, RATE_LIMITED } = catalogue;

const kept = [
  { id: 1, label: 'mine' },
  { id: 2, label: 'twice' },
  { id: 3, label: 'twice' },
];

const told = (more: Partial<Told>): Told => ({
  kind: 'keyed write',
  label: 'mine',
  outcome: { kind: 'live', value: { id: 1, label: 'mine' } },
  tookMs: 5,
  overdueMs: 0,
  ...more,
});
const failed = (failure: Failure): Told['outcome'] => ({ kind: 'failed', failure });

describe('the answers to the clients and the stored notes', () => {
  it.each<[string, Partial<Told>]>([
    ['a write with its effect', {}],
    ['a read of what is kept', { kind: 'read' }],
    [
      'a read that others have added to',
      {
        kind: 'read',
        label: 'twice',
        outcome: { kind: 'live', value: { id: 3, label: 'twice' } },
      },
    ],
    ['a failure that does not know its effect', { outcome: failed(new Failure(NETWORK_FAILED)) }],
    ['one that nothing came of', { label: 'nowhere', outcome: failed(new Failure(RATE_LIMITED)) }],
    [
      'one that was done',
      { outcome: failed(new Failure(CONTENT_UNEXPECTED, { effect: 'applied' })) },
    ],
    ['an end within the tolerance', { overdueMs: OVERDUE_TOLERANCE_MS }],
  ])('agree about %s', (_, more) => {
    expect(violationsOf([told(more)], kept)).toEqual([]);
  });

  it.each<[string, Partial<Told>, string]>([
    ['two effects', { label: 'twice', outcome: failed(new Failure(NETWORK_FAILED)) }, '2 effects'],
    [
      'two effects without a key',
      {
        kind: 'unkeyed write',
        label: 'twice',
        outcome: failed(new Failure(NETWORK_FAILED)),
      },
      '2 effects',
    ],
    [
      'a success that is not kept',
      { outcome: { kind: 'live', value: { id: 9, label: 'mine' } } },
      'told 9, which is not kept',
    ],
    [
      "another's answer",
      { label: 'mine', outcome: { kind: 'live', value: { id: 2, label: 'twice' } } },
      "answered with 'twice'",
    ],
    ['an unnamed failure', { outcome: failed(new Failure(DEFECT)) }, 'failed as DEFECT'],
    [
      'a failure of nobody',
      { outcome: failed(new Failure({ ...NETWORK_FAILED, code: 'WHATEVER' })) },
      'failed as WHATEVER',
    ],
    [
      'a denied effect',
      { outcome: failed(new Failure(RATE_LIMITED)) },
      'RATE_LIMITED says that nothing happened, and it is kept',
    ],
    [
      'a claimed effect',
      { label: 'nowhere', outcome: failed(new Failure(NETWORK_FAILED, { effect: 'applied' })) },
      'NETWORK_FAILED says that it happened, and it is not kept',
    ],
    ['a late end', { overdueMs: OVERDUE_TOLERANCE_MS + 1 }, '26.0 ms after its deadline'],
  ])('differ about %s', (_, more, violation) => {
    const call = told(more);
    expect(violationsOf([call], kept)).toEqual([`${call.kind} '${call.label}': ${violation}`]);
  });
});
