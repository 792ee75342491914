import { Failure } from '@holdfast/core';
import type { FailureInit, FailureKind } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { describe, expect, it } from 'vitest';
import { recordOf, type StoredEntry } from './entry-record.ts';
import { defaultLimits } from './outbox-limits.ts';
import { entry as newEntry } from './outbox-stage.contract.ts';
import { refuse, type Refusal } from './refusal-state.ts';

const rest = { since: 1, silences: 2, wakes: 3 };
const entry = (change: Partial<StoredEntry> = {}): StoredEntry => ({
  ...recordOf(newEntry('a'), 5),
  ...{ seq: 1, sends: 1, state: { kind: 'sending', epoch: 7 }, ...change },
});
const refused = (
  kind: FailureKind,
  init: FailureInit = {},
  change: Partial<StoredEntry> = {},
  how: Partial<Refusal> = {},
): object =>
  refuse(
    entry(change),
    { failure: new Failure(kind, init), now: 9, chance: 0.5, ...how },
    defaultLimits,
  );
const kept = (change: object): object => ({ kind: 'kept', entry: change });
const { NETWORK_FAILED, OFFLINE, UNAVAILABLE, RATE_LIMITED, FORBIDDEN, CONFLICT } = catalogue;

const delay = (init: FailureInit, change: Partial<StoredEntry> = {}, chance = 0.5): object =>
  refused(RATE_LIMITED, init, change, { chance });
const waits = (delayMs: number, refusals = 1): object =>
  kept({ state: { kind: 'waiting', since: 9, delayMs }, refusals });
const unread = (expectation: StoredEntry['expectation']): object =>
  refused(catalogue.RESPONSE_INVALID, { effect: 'applied' }, { expectation });

describe('a send that was not answered', () => {
  it('lets its lane pause for longer each time', () => {
    expect(refused(OFFLINE)).toMatchObject(kept({ rest: { since: 9, silences: 1 } }));
    expect(refused(OFFLINE, {}, { rest })).toMatchObject(
      kept({ state: { kind: 'queued' }, rest: { since: 9, silences: 3, wakes: 3 } }),
    );
  });

  it('changes nothing in the pause when its sender was cut off', () => {
    expect(refused(OFFLINE, {}, { rest }, { cut: true })).toMatchObject(kept({ rest }));
  });

  it('is in doubt exactly when it may have arrived, and a doubt stays', () => {
    expect(refused(NETWORK_FAILED)).toMatchObject(kept({ doubtful: true }));
    expect(refused(OFFLINE)).toMatchObject(kept({ doubtful: false }));
    expect(refused(OFFLINE, {}, { doubtful: true })).toMatchObject(kept({ doubtful: true }));
  });
});

describe('an answer that says "later"', () => {
  it('ends the silence of the lane, and counts as one more refusal', () => {
    const step = refused(UNAVAILABLE, {}, { rest, refusals: 2 });
    expect(step).toMatchObject(kept({ rest: undefined, refusals: 3 }));
  });

  it('without a time makes the entry wait longer each time, from one second to five minutes', () => {
    expect(delay({})).toMatchObject(waits(500));
    expect(delay({}, { refusals: 3 })).toMatchObject(waits(4_000, 4));
    expect(delay({}, { refusals: 99 }, 0.999_999_9)).toMatchObject(waits(300_000, 100));
  });

  it('with a time makes the entry wait that time, and at least the first pause, however often the server says it', () => {
    expect(delay({ retryAfterMs: 7_000 }, { refusals: 9 })).toMatchObject(waits(7_000, 10));
    expect(delay({ retryAfterMs: 0 }, { refusals: 9 })).toMatchObject(waits(500, 10));
    expect(delay({ retryAfterMs: 1e12 })).toMatchObject(waits(86_400_000));
  });
});

describe('an answer that could not be read', () => {
  it('lets its entry leave as applied, and says what is missing', () => {
    expect(unread({ accept: 'json' })).toMatchObject({
      kind: 'left',
      settlement: { kind: 'applied', replayed: false, failure: { code: 'RESPONSE_INVALID' } },
    });
  });

  it('is no failure where the app needs no value', () => {
    for (const expectation of [
      { accept: 'nothing' },
      { accept: 'json', unneeded: true },
    ] as const) {
      expect(unread(expectation)).toEqual({
        kind: 'left',
        settlement: { kind: 'applied', value: undefined, replayed: false },
      });
    }
  });
});

describe('an answer that says "no"', () => {
  it('makes a dead letter', () => {
    expect(refused(FORBIDDEN, {}, { rest })).toMatchObject(
      kept({ state: { kind: 'dead', failure: { code: 'FORBIDDEN' } }, rest: undefined }),
    );
  });

  it('blocks the entry for the reason that its user can take away', () => {
    expect(refused(CONFLICT)).toMatchObject(
      kept({ state: { kind: 'blocked', reason: 'conflict', failure: { code: 'CONFLICT' } } }),
    );
  });

  it('may mean "perhaps": then the user decides, and sees why', () => {
    const opaque = refused(catalogue.ANSWER_OPAQUE);
    expect(opaque).toMatchObject(
      kept({ state: { kind: 'blocked', reason: 'uncertain', failure: { code: 'ANSWER_OPAQUE' } } }),
    );
    const lost = refused(NETWORK_FAILED, { requestId: 'r7' }, { honoursKey: false });
    expect(lost).toMatchObject(
      kept({
        state: { reason: 'uncertain', failure: { code: 'ENTRY_UNCERTAIN', requestId: 'r7' } },
      }),
    );
  });
});
