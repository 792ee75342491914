import { Failure } from '@holdfast/core';
import type { FailureKind } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { describe, expect, it } from 'vitest';
import {
  decide,
  type Decision,
  type Disposition,
  dispositionOf,
  dispositionOfFailure,
  type FinishedRecord,
} from './idempotency-state.ts';

const answer = { status: 201, headers: {}, body: null };
const record: FinishedRecord = { fingerprint: 'same', answer, finishedAt: 1 };

describe('what to do with a request', () => {
  it.each<[string, FinishedRecord | undefined, string, Decision]>([
    ['its key is new', undefined, 'same', { do: 'run' }],
    ['it has been answered', record, 'same', { do: 'replay', answer }],
    [
      'its key was another request’s',
      record,
      'other',
      { do: 'refuse', code: 'IDEMPOTENCY_KEY_REUSED' },
    ],
  ])('when %s', (_, known, fingerprint, decision) => {
    expect(decide(known, fingerprint)).toEqual(decision);
  });
});

describe('what becomes of an answer', () => {
  it.each<[number, Disposition]>([
    [199, 'forget'],
    [200, 'commit'],
    [201, 'commit'],
    [204, 'commit'],
    [303, 'commit'],
    [399, 'commit'],
    [400, 'keep-refusal'],
    [403, 'keep-refusal'],
    [404, 'keep-refusal'],
    [409, 'keep-refusal'],
    [422, 'keep-refusal'],
    [499, 'keep-refusal'],
    [401, 'forget'],
    [408, 'forget'],
    [425, 'forget'],
    [429, 'forget'],
    [500, 'forget'],
    [503, 'forget'],
  ])('%i: %s', (status, disposition) => {
    expect(dispositionOf(status)).toBe(disposition);
  });
});

describe('what becomes of a failure', () => {
  it.each<[string, FailureKind, Disposition]>([
    ['of the request', catalogue.NOT_FOUND, 'keep-refusal'],
    ['of the moment', catalogue.RATE_LIMITED, 'forget'],
    ['of an account that is full now', catalogue.ACCOUNT_FULL, 'forget'],
    ['of another running request', catalogue.IDEMPOTENCY_IN_PROGRESS, 'forget'],
    ['of the server', catalogue.DATABASE_FAILED, 'forget'],
    ['without a status', catalogue.NETWORK_FAILED, 'forget'],
    ['without a status that stays', { ...catalogue.DEFECT, status: undefined }, 'forget'],
  ])('%s', (_, kind, disposition) => {
    expect(dispositionOfFailure(new Failure(kind))).toBe(disposition);
  });
});
