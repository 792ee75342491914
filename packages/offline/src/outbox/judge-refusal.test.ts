import { Failure } from '@holdfast/core';
import type { FailureInit, FailureKind } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { describe, expect, it } from 'vitest';
import { hasArrived, isSilence, judgeRefusal, type Verdict } from './judge-refusal.ts';

it('an entry waits for the user when a quota does not become free by itself, otherwise for the time of the quota', () => {
  for (const kind of [catalogue.ACCOUNT_FULL, catalogue.QUOTA_EXCEEDED]) {
    const full = new Failure(kind);
    expect(judgeRefusal(full, true)).toBe('quota');
  }
  const today = new Failure(catalogue.QUOTA_EXCEEDED, { retryAfterMs: 60_000 });
  expect(judgeRefusal(today, true)).toBe('wait');
  // Only the server can make room on its own disk.
  expect(judgeRefusal(new Failure(catalogue.SERVER_STORAGE_FULL), true)).toBe('wait');
});

const { TIMEOUT, DEADLINE_EXCEEDED, ABORTED, NETWORK_FAILED, ANSWER_TOO_LARGE, FORBIDDEN } =
  catalogue;
const { CONTENT_UNEXPECTED, ANSWER_OPAQUE, REQUEST_INVALID, SERVER_ERROR } = catalogue;
const refused = (kind: FailureKind) =>
  ({ kind: 'refused', failure: new Failure(kind) }) as Parameters<typeof hasArrived>[0];
const unknown = { effect: 'unknown' } as const;

describe('the meaning of a refusal', () => {
  it.each<[string, Verdict, FailureKind, FailureInit]>([
    ['a silence puts the entry back in line', 'requeue', NETWORK_FAILED, {}],
    ['a silence with a time is waited for', 'wait', NETWORK_FAILED, { retryAfterMs: 1 }],
    ['an effect with a lost answer is an end', 'leave', CONTENT_UNEXPECTED, { effect: 'applied' }],
    ['401 waits for its user', 'auth', FORBIDDEN, { status: 401 }],
    ['another user waits for its own', 'auth', catalogue.SUBJECT_MISMATCH, {}],
    ['a conflict waits for a decision', 'conflict', catalogue.CONFLICT, {}],
    ['another version waits for a decision', 'conflict', catalogue.PRECONDITION_FAILED, {}],
    ['an error of the server is waited for', 'wait', SERVER_ERROR, {}],
    ['a definitive refusal is a dead letter', 'bury', REQUEST_INVALID, {}],
    [
      'a success that is not believed is undecided',
      'undecided',
      CONTENT_UNEXPECTED,
      { ...unknown, status: 200 },
    ],
    [
      'a redirect that is not believed is undecided',
      'undecided',
      CONTENT_UNEXPECTED,
      { ...unknown, status: 399 },
    ],
    [
      'a refusal that is not believed is a dead letter',
      'bury',
      CONTENT_UNEXPECTED,
      { ...unknown, status: 400 },
    ],
    [
      'half an answer that is not believed is a dead letter',
      'bury',
      CONTENT_UNEXPECTED,
      { ...unknown, status: 199 },
    ],
    [
      'a success without effect is a dead letter',
      'bury',
      CONTENT_UNEXPECTED,
      { effect: 'none', status: 200 },
    ],
    ['a hidden answer is undecided', 'undecided', ANSWER_OPAQUE, unknown],
  ])('%s', (_title, verdict, kind, init) => {
    expect(judgeRefusal(new Failure(kind, init), true)).toBe(verdict);
  });

  it('is uncertain for a server without keys exactly when the effect is not known', () => {
    expect(judgeRefusal(new Failure(SERVER_ERROR, unknown), false)).toBe('uncertain');
    expect(judgeRefusal(new Failure(SERVER_ERROR, { effect: 'none' }), false)).toBe('wait');
    expect(judgeRefusal(new Failure(SERVER_ERROR, { effect: 'applied' }), false)).toBe('leave');
  });
});

describe('silence', () => {
  it('is every send that got no answer', () => {
    for (const kind of [TIMEOUT, DEADLINE_EXCEEDED, ABORTED, NETWORK_FAILED, catalogue.OFFLINE]) {
      expect(isSilence(new Failure(kind))).toBe(true);
    }
  });

  it('is no answer that came, not even one that is too large to be read', () => {
    for (const kind of [ANSWER_TOO_LARGE, SERVER_ERROR, FORBIDDEN]) {
      expect(isSilence(new Failure(kind))).toBe(false);
    }
  });

  it('of an address is ended by any answer', () => {
    expect(hasArrived(refused(FORBIDDEN))).toBe(true);
    expect(hasArrived(refused(TIMEOUT))).toBe(false);
    expect(hasArrived({ kind: 'accepted', status: 200, value: 1, replayed: false })).toBe(true);
  });
});
