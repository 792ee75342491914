import { Failure, type OperationState } from '@holdfast/core';
import { ABORTED, CONFLICT, TIMEOUT } from '@holdfast/core/failures';
import type { OutboxHandle } from '@holdfast/core';
import { describe, expect, it } from 'vitest';
import { correctedBy, keyFor, shownState, type Sent } from './submission-state.ts';

const sent: Sent = { input: { name: 'Ada' }, key: 'key-1', values: {}, kept: undefined };
const failed = (effect: Failure['effect']): Sent => ({
  ...sent,
  outcome: { kind: 'failed', failure: new Failure(TIMEOUT, { effect }) },
});

describe('the key of the next submission', () => {
  it.each<[string, Sent | undefined, string | undefined]>([
    ['is new for the first one', undefined, undefined],
    ['is the same after a failure that may have taken effect', failed('unknown'), 'key-1'],
    ['is new after a failure that had no effect', failed('none'), undefined],
    ['is new while nothing has come back', sent, undefined],
  ])('%s', (_, before, key) => {
    expect(keyFor({ name: 'Ada' }, before)).toBe(key);
  });

  it('is new for other values', () => {
    expect(keyFor({ name: 'Grace' }, failed('unknown'))).toBeUndefined();
  });

  it('is new when the outbox has the write', () => {
    const failure = new Failure(TIMEOUT, { effect: 'unknown' });
    const handle = {} as OutboxHandle;
    const before: Sent = { ...sent, outcome: { kind: 'failed', failure, handle } };
    expect(keyFor({ name: 'Ada' }, before)).toBeUndefined();
  });
});

describe('the next submission corrects', () => {
  const blocked: OperationState = {
    ...{ kind: 'blocked', reason: 'conflict', entryId: 'entry-1' },
    failure: new Failure(CONFLICT),
  };
  const dead: OperationState = {
    ...{ kind: 'failed', entryId: 'entry-1' },
    failure: new Failure(CONFLICT),
  };
  it.each<[string, OperationState, Sent | undefined, string | undefined]>([
    ['a write that newer values of the server block', blocked, sent, 'entry-1'],
    ['no write of an earlier form', blocked, undefined, undefined],
    [
      'a dead letter whose values the form still held',
      dead,
      { ...sent, refusedInPlace: true },
      'entry-1',
    ],
    ['no dead letter of values that the form had left', dead, sent, undefined],
  ])('%s', (_, state, last, entry) => {
    expect(correctedBy(state, last)).toBe(entry);
  });
});

describe('the state of a form', () => {
  it('is idle when its user stopped the sending', () => {
    const state = { kind: 'failed', failure: new Failure(ABORTED) } as const;
    expect(shownState(state, {})).toEqual({ kind: 'idle', value: undefined });
  });

  it('has the failure of an exception of the app', () => {
    const thrown = new Failure(TIMEOUT);
    expect(shownState({ kind: 'idle' }, { thrown })).toEqual({ kind: 'failed', failure: thrown });
  });
});
