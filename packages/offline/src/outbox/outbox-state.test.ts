import { Failure } from '@holdfast/core';
import type { FailureInit, FailureKind } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { describe, expect, it } from 'vitest';
import { recordOf, type StoredEntry, type StoredState } from './entry-record.ts';
import { NO_EVIDENCE } from './lane-rest.ts';
import { defaultLimits } from './outbox-limits.ts';
import { dueOf, nextEntry, type EntryEvent } from './outbox-state.ts';
import { entry as newEntry } from './outbox-stage.contract.ts';

const NOW = 1_000_000;
const { keyMs, maxAgeMs } = defaultLimits;

const entry = (state: StoredState, change: Partial<StoredEntry> = {}): StoredEntry => ({
  ...recordOf(newEntry('a'), 5),
  ...{ seq: 1, state, ...change },
});
const json = (kind: FailureKind) => new Failure(kind, { incidentId: 'i' }).toJSON();
const refused = (
  kind: FailureKind,
  init: FailureInit = {},
  epoch = 7,
  chance = 0.5,
): EntryEvent => ({
  ...{ type: 'refused', epoch, now: NOW, chance },
  failure: new Failure(kind, { incidentId: 'i', ...init }),
});

const queued: StoredState = { kind: 'queued' };
const sending: StoredState = { kind: 'sending', epoch: 7 };
const late = json(catalogue.UNAVAILABLE);
const waiting: StoredState = { kind: 'waiting', since: NOW - 400, delayMs: 1000, failure: late };
const paused: StoredState = { kind: 'blocked', reason: 'paused', failure: undefined };
const blocked = (reason: 'auth' | 'conflict' | 'uncertain'): StoredState => ({
  ...{ kind: 'blocked', reason, failure: json(catalogue.CONFLICT) },
});
const dead: StoredState = { kind: 'dead', failure: json(catalogue.REQUEST_INVALID) };
const accepted: EntryEvent = { type: 'accepted', key: 'a', value: 1, replayed: false };
const cancelled: EntryEvent = { type: 'cancelled', knowsRisk: true };
const cancelledUnaware: EntryEvent = { type: 'cancelled', knowsRisk: false };
const released: EntryEvent = { type: 'released' };
const retried = { type: 'retried', knowsRisk: true, freshKey: 'fresh', now: NOW } as const;
const claimed = (epoch: number, now = NOW, isPaused = false): EntryEvent => ({
  ...{ type: 'claimed', epoch, now, isPaused },
});

const unchanged = { kind: 'unchanged' };
const kept = (change: object) => ({ kind: 'kept', entry: change });
const left = (settlement: object) => ({ kind: 'left', settlement });

type Row = readonly [title: string, before: StoredEntry, event: EntryEvent, after: object];

const later = (delayMs: number) =>
  kept({ state: { kind: 'waiting', since: NOW, delayMs }, refusals: 1, doubtful: false });
const back = (doubtful: boolean) => kept({ state: queued, refusals: 0, doubtful });
const stopped = (reason: string, code: string) =>
  kept({ state: { kind: 'blocked', reason, failure: { code } } });
const buried = (code: string) => kept({ state: { kind: 'dead', failure: { code } } });

describe('a claim', () => {
  it.each<Row>([
    [
      'takes a queued entry',
      entry(queued),
      claimed(8),
      kept({ state: { kind: 'sending', epoch: 8 }, sends: 1 }),
    ],
    ['leaves a waiting entry that is not due', entry(waiting), claimed(8), unchanged],
    [
      'takes a waiting entry that is due',
      entry(waiting),
      claimed(8, NOW + 600),
      kept({ state: { kind: 'sending', epoch: 8 } }),
    ],
    [
      'begins a wait anew when the clock went back behind its start',
      entry(waiting),
      claimed(8, 3),
      kept({ state: { ...waiting, since: 3 } }),
    ],
    ['leaves what its own burst is sending', entry(sending), claimed(7), unchanged],
    ['leaves what a later burst is sending', entry(sending), claimed(6), unchanged],
    [
      'takes over from a burst that died, and doubts',
      entry(sending, { sends: 1 }),
      claimed(8),
      kept({ state: { kind: 'sending', epoch: 8 }, sends: 2, doubtful: true }),
    ],
    [
      'never repeats what may have been sent to a server without keys',
      entry(sending, { honoursKey: false }),
      claimed(8),
      stopped('uncertain', 'ENTRY_UNCERTAIN'),
    ],
    [
      'repeats what may have taken effect for as long as the server knows its key',
      entry(queued, { doubtful: true }),
      claimed(8, 5 + keyMs - 1),
      kept({ state: { kind: 'sending', epoch: 8 } }),
    ],
    [
      'asks before it repeats what may have taken effect longer ago',
      entry(queued, { doubtful: true }),
      claimed(8, 5 + keyMs),
      stopped('uncertain', 'ENTRY_EXPIRED'),
    ],
    [
      'asks so too when it takes over from a burst that died long ago',
      entry(sending),
      claimed(8, 5 + keyMs),
      stopped('uncertain', 'ENTRY_EXPIRED'),
    ],
    [
      'sends what certainly never took effect, however old it is',
      entry(queued),
      claimed(8, 5 + 10 * keyMs),
      kept({ state: { kind: 'sending', epoch: 8 } }),
    ],
    [
      'sends an entry that the user answers for, and its age begins anew',
      entry(queued, { doubtful: true, keyAt: 5 + keyMs }),
      claimed(8, 5 + keyMs),
      kept({ state: { kind: 'sending', epoch: 8 } }),
    ],
    [
      'repeats to a server without keys only an entry that the user answered for',
      entry(queued, { doubtful: true, honoursKey: false }),
      claimed(8, 5 + keyMs),
      kept({ state: { kind: 'sending', epoch: 8 } }),
    ],
    ['leaves a blocked entry', entry(blocked('auth')), claimed(8), unchanged],
    [
      'blocks a queued entry of a paused lane',
      entry(queued),
      claimed(8, NOW, true),
      kept({ state: paused, sends: 0 }),
    ],
    [
      'blocks it also while its lane rests, and keeps the rest',
      entry(queued, { rest: { since: NOW, silences: 3 } }),
      claimed(8, NOW, true),
      kept({ state: paused, rest: { since: NOW, silences: 3 } }),
    ],
    [
      'leaves an entry of a paused lane that waits for a time',
      entry(waiting),
      claimed(8, NOW, true),
      unchanged,
    ],
    [
      'blocks an entry of a paused lane when its time has come',
      entry(waiting),
      claimed(8, NOW + 600, true),
      kept({ state: paused }),
    ],
    [
      'blocks what a burst that died was sending in a paused lane, and doubts',
      entry(sending, { sends: 1 }),
      claimed(8, NOW, true),
      kept({ state: paused, doubtful: true, sends: 1 }),
    ],
    ['leaves a paused entry of a paused lane', entry(paused), claimed(8, NOW, true), unchanged],
    [
      'takes a paused entry when its lane goes on',
      entry(paused),
      claimed(8),
      kept({ state: { kind: 'sending', epoch: 8 }, sends: 1 }),
    ],
    [
      'puts a paused entry of a lane that rests back in line when the lane goes on',
      entry(paused, { rest: { since: NOW, silences: 3 } }),
      claimed(8),
      kept({ state: queued, rest: { since: NOW, silences: 3 } }),
    ],
    [
      'leaves other blocked entries of a paused lane as they are',
      entry(blocked('conflict')),
      claimed(8, NOW, true),
      unchanged,
    ],
    [
      'leaves an entry that the user may still take back',
      entry(queued, { undoMs: 5_000, createdAt: NOW - 4_999 }),
      claimed(8),
      unchanged,
    ],
    [
      'takes it when the time for that is over',
      entry(queued, { undoMs: 5_000, createdAt: NOW - 5_000 }),
      claimed(8),
      kept({ state: { kind: 'sending' } }),
    ],
    [
      'begins the time for that anew when the clock went back behind its start',
      entry(queued, { undoMs: 5_000, createdAt: NOW + 86_400_000 }),
      claimed(8),
      kept({ state: queued, createdAt: NOW }),
    ],
    [
      'begins the pause of a lane anew when the clock went back behind its start',
      entry(queued, { rest: { since: NOW + 9, silences: 2, wakes: 3 } }),
      claimed(8),
      kept({ state: queued, rest: { since: NOW, silences: 2 } }),
    ],
    [
      'takes at once what was added before the clock went back',
      entry(queued, { createdAt: NOW + 86_400_000 }),
      claimed(8),
      kept({ state: { kind: 'sending' } }),
    ],
    [
      'buries what is older than it may be, and says that it took no effect',
      entry(queued, { maxAgeMs: 1_000, createdAt: NOW - 1_000 }),
      claimed(8),
      kept({ state: { kind: 'dead', failure: { code: 'ENTRY_TOO_OLD', effect: 'none' } } }),
    ],
    [
      'takes what is not quite as old as it may be',
      entry(queued, { maxAgeMs: 1_000, createdAt: NOW - 999 }),
      claimed(8),
      kept({ state: { kind: 'sending' } }),
    ],
    [
      'asks about an entry that is too old and may have taken effect',
      entry(queued, { maxAgeMs: 1_000, createdAt: NOW - 1_000, doubtful: true }),
      claimed(8),
      stopped('uncertain', 'ENTRY_EXPIRED'),
    ],
    [
      'asks so too where the server knows no keys',
      entry(queued, { maxAgeMs: 1_000, createdAt: 5, doubtful: true, honoursKey: false }),
      claimed(8),
      stopped('uncertain', 'ENTRY_EXPIRED'),
    ],
    [
      'buries what was refused for now for thirty days',
      entry(waiting, { sends: 9 }),
      claimed(8, 5 + maxAgeMs),
      kept({ state: { kind: 'dead', failure: { code: 'ENTRY_TOO_OLD', attempts: 9 } } }),
    ],
    [
      'counts the age of an entry from the last decision of its user',
      entry(waiting, { sends: 9, keyAt: NOW }),
      claimed(8, 5 + maxAgeMs),
      kept({ state: { kind: 'sending' } }),
    ],
    [
      'keeps to the age of the entry itself when that is greater',
      entry(waiting, { sends: 9, maxAgeMs: 2 * maxAgeMs }),
      claimed(8, 5 + maxAgeMs),
      kept({ state: { kind: 'sending' } }),
    ],
    ['leaves a dead entry', entry(dead), claimed(8), unchanged],
  ])('%s', (_, before, event, after) => {
    expect(nextEntry(before, event, defaultLimits)).toMatchObject(after);
  });

  it('given back unsent leaves no trace', () => {
    const before = entry(queued);
    const step = nextEntry(before, claimed(8), defaultLimits);
    const taken = step.kind === 'kept' ? step.entry : before;
    expect(nextEntry(taken, { type: 'withdrawn', epoch: 8 }, defaultLimits)).toEqual({
      kind: 'kept',
      entry: before,
    });
    expect(nextEntry(taken, { type: 'withdrawn', epoch: 7 }, defaultLimits)).toEqual(unchanged);
  });
});

describe('an answer', () => {
  it.each<Row>([
    [
      'of yes settles',
      entry(sending),
      accepted,
      left({ kind: 'applied', value: 1, replayed: false }),
    ],
    [
      'of yes tells what it cost',
      entry(sending),
      { ...accepted, costMicros: 5 },
      left({ kind: 'applied', costMicros: 5 }),
    ],
    [
      'of yes that comes late settles just the same',
      entry({ kind: 'sending', epoch: 9 }),
      accepted,
      left({ kind: 'applied' }),
    ],
    [
      'of yes settles also what was blocked meanwhile',
      entry(blocked('uncertain')),
      accepted,
      left({ kind: 'applied' }),
    ],
    ['of yes to another key is not ours', entry(sending, { key: 'other' }), accepted, unchanged],
    [
      'of no that comes late is not heard',
      entry({ kind: 'sending', epoch: 9 }),
      refused(catalogue.CONFLICT),
      unchanged,
    ],
    [
      'of no to an entry that is no longer sent is not heard',
      entry(queued),
      refused(catalogue.CONFLICT),
      unchanged,
    ],
    [
      'that never came puts it back, and doubts',
      entry(sending),
      refused(catalogue.NETWORK_FAILED),
      back(true),
    ],
    [
      'that never left puts it back without doubt',
      entry(sending),
      refused(catalogue.OFFLINE),
      back(false),
    ],
    ['of a hotel puts it back', entry(sending), refused(catalogue.CAPTIVE_PORTAL), back(false)],
    ['that took too long puts it back', entry(sending), refused(catalogue.TIMEOUT), back(true)],
    ['cut off by ourselves puts it back', entry(sending), refused(catalogue.ABORTED), back(true)],
    [
      'too large to be read is a dead letter, not a network trouble',
      entry(sending),
      refused(catalogue.ANSWER_TOO_LARGE),
      buried('ANSWER_TOO_LARGE'),
    ],
    [
      '429 waits as long as it says',
      entry(sending),
      refused(catalogue.RATE_LIMITED, { retryAfterMs: 7000 }),
      later(7000),
    ],
    [
      'that is not believed keeps to the wait that it asks for',
      entry(sending),
      refused(catalogue.CAPTIVE_PORTAL, { retryAfterMs: 90_000 }),
      later(90_000),
    ],
    [
      '429 without a hint waits a random share of a second',
      entry(sending),
      refused(catalogue.RATE_LIMITED),
      later(500),
    ],
    [
      'with a hint past the cap waits for the cap',
      entry(sending),
      refused(catalogue.RATE_LIMITED, { retryAfterMs: 1e12 }),
      later(86_400_000),
    ],
    [
      'with a hint of nothing still pauses',
      entry(sending),
      refused(catalogue.RATE_LIMITED, { retryAfterMs: 0 }),
      later(500),
    ],
    [
      '503 waits longer each time',
      entry(sending, { refusals: 4 }),
      refused(catalogue.UNAVAILABLE),
      kept({ state: { kind: 'waiting', delayMs: 8000 }, refusals: 5, doubtful: true }),
    ],
    [
      '503 waits at most five minutes',
      entry(sending, { refusals: 400 }),
      refused(catalogue.UNAVAILABLE, {}, 7, 0.999999),
      kept({ state: { kind: 'waiting', delayMs: 300_000 } }),
    ],
    [
      'still in progress waits',
      entry(sending),
      refused(catalogue.IDEMPOTENCY_IN_PROGRESS, { retryAfterMs: 1000 }),
      kept({ state: { kind: 'waiting', delayMs: 1000 } }),
    ],
    [
      '401 blocks until its owner is back',
      entry(sending),
      refused(catalogue.UNAUTHENTICATED),
      stopped('auth', 'UNAUTHENTICATED'),
    ],
    [
      'for another user blocks until its owner is back',
      entry(sending),
      refused(catalogue.SUBJECT_MISMATCH),
      stopped('auth', 'SUBJECT_MISMATCH'),
    ],
    ['409 blocks', entry(sending), refused(catalogue.CONFLICT), stopped('conflict', 'CONFLICT')],
    [
      '412 blocks',
      entry(sending),
      refused(catalogue.PRECONDITION_FAILED),
      stopped('conflict', 'PRECONDITION_FAILED'),
    ],
    [
      'of a full account waits for room that the user makes',
      entry(sending),
      refused(catalogue.ACCOUNT_FULL),
      stopped('quota', 'ACCOUNT_FULL'),
    ],
    [
      'of a quota without a time waits for room that the user makes',
      entry(sending),
      refused(catalogue.QUOTA_EXCEEDED),
      stopped('quota', 'QUOTA_EXCEEDED'),
    ],
    [
      'of a quota with a time waits for that time',
      entry(sending),
      refused(catalogue.QUOTA_EXCEEDED, { retryAfterMs: 7000 }),
      later(7000),
    ],
    ['403 is a dead letter', entry(sending), refused(catalogue.FORBIDDEN), buried('FORBIDDEN')],
    [
      '422 is a dead letter',
      entry(sending),
      refused(catalogue.REQUEST_INVALID),
      buried('REQUEST_INVALID'),
    ],
    [
      'of a spoiled key is a dead letter',
      entry(sending),
      refused(catalogue.IDEMPOTENCY_KEY_REUSED),
      buried('IDEMPOTENCY_KEY_REUSED'),
    ],
    [
      'that cannot be read is no dead letter, since it took effect',
      entry(sending),
      refused(catalogue.CONTENT_UNEXPECTED, { effect: 'applied' }),
      left({ kind: 'applied', failure: { code: 'CONTENT_UNEXPECTED', effect: 'applied' } }),
    ],
    [
      'that cannot be read is no failure when the app does not read it',
      entry(sending, { expectation: { accept: 'nothing' } }),
      refused(catalogue.CONTENT_UNEXPECTED, { effect: 'applied' }),
      left({ kind: 'applied', value: undefined, replayed: false }),
    ],
    [
      'that took effect is one also on a server without keys',
      entry(sending, { honoursKey: false }),
      refused(catalogue.RESPONSE_INVALID),
      left({ kind: 'applied' }),
    ],
    [
      'that says yes and is not believed stays, and says why',
      entry(sending),
      refused(catalogue.CONTENT_UNEXPECTED, { effect: 'unknown', status: 200 }),
      stopped('uncertain', 'CONTENT_UNEXPECTED'),
    ],
    [
      'that is hidden from this page stays, and says why',
      entry(sending),
      refused(catalogue.ANSWER_OPAQUE),
      stopped('uncertain', 'ANSWER_OPAQUE'),
    ],
    [
      'that never came from a server without keys is uncertain',
      entry(sending, { honoursKey: false }),
      refused(catalogue.NETWORK_FAILED),
      stopped('uncertain', 'ENTRY_UNCERTAIN'),
    ],
    [
      '500 from a server without keys is uncertain',
      entry(sending, { honoursKey: false }),
      refused(catalogue.SERVER_ERROR),
      stopped('uncertain', 'ENTRY_UNCERTAIN'),
    ],
    [
      '429 from a server without keys waits',
      entry(sending, { honoursKey: false }),
      refused(catalogue.RATE_LIMITED),
      later(500),
    ],
    [
      'does not take a doubt away',
      entry(sending, { doubtful: true }),
      refused(catalogue.RATE_LIMITED),
      kept({ doubtful: true }),
    ],
  ])('%s', (_, before, event, after) => {
    expect(nextEntry(before, event, defaultLimits)).toMatchObject(after);
  });
});

describe('the user', () => {
  it.each<Row>([
    ['cancels what was never sent', entry(queued), cancelled, left({ kind: 'cancelled' })],
    [
      'cancels what was refused without effect',
      entry(waiting),
      cancelled,
      left({ kind: 'cancelled' }),
    ],
    ['is too late for an entry that is being sent', entry(sending), cancelled, unchanged],
    [
      'is too late for what may have been applied',
      entry(queued, { doubtful: true }),
      cancelled,
      unchanged,
    ],
    [
      'is too late for what waits and may have been applied',
      entry(waiting, { doubtful: true }),
      cancelled,
      unchanged,
    ],
    [
      'gives up a blocked entry',
      entry(blocked('uncertain'), { doubtful: true }),
      cancelled,
      left({ kind: 'cancelled', doubtful: true }),
    ],
    [
      'gives up a dead letter',
      entry(dead, { doubtful: true }),
      cancelled,
      left({ kind: 'cancelled', doubtful: true }),
    ],
    [
      'does not wait any longer',
      entry(waiting, { refusals: 9 }),
      retried,
      kept({ state: queued, refusals: 0 }),
    ],
    [
      'sends a refused entry under a fresh key, since the server would refuse the old one again',
      entry({ kind: 'dead', failure: json(catalogue.NOT_FOUND) }),
      retried,
      kept({ state: queued, key: 'fresh', id: 'a', keyAt: NOW }),
    ],
    [
      'sends a conflict that was looked at under a fresh key',
      entry({ kind: 'blocked', reason: 'conflict', failure: json(catalogue.CONFLICT) }),
      retried,
      kept({ state: queued, key: 'fresh' }),
    ],
    [
      'keeps the key when an earlier send may have taken effect',
      entry({ kind: 'dead', failure: json(catalogue.NOT_FOUND) }, { doubtful: true }),
      retried,
      kept({ state: queued, key: 'a' }),
    ],
    [
      'keeps the key when the refusal itself may have taken effect',
      entry({ kind: 'dead', failure: json(catalogue.CONTENT_UNEXPECTED) }),
      retried,
      kept({ state: queued, key: 'a' }),
    ],
    [
      'sends under a fresh key what had a spoiled one',
      entry({ kind: 'dead', failure: json(catalogue.IDEMPOTENCY_KEY_REUSED) }),
      retried,
      kept({ state: queued, key: 'fresh', id: 'a' }),
    ],
    [
      'sends what waited for room under the same key, since no server keeps that refusal',
      entry({ kind: 'blocked', reason: 'quota', failure: json(catalogue.ACCOUNT_FULL) }),
      retried,
      kept({ state: queued, key: 'a' }),
    ],
    [
      'sends an uncertain entry again, and the doubt stays',
      entry(blocked('uncertain'), { doubtful: true }),
      retried,
      kept({ state: queued, doubtful: true, keyAt: NOW }),
    ],
    [
      'hurries what waits, which makes its key no younger',
      entry(waiting, { doubtful: true, keyAt: 7 }),
      retried,
      kept({ state: queued, doubtful: true, keyAt: 7 }),
    ],
    ['cannot hurry an entry in line', entry(queued), retried, unchanged],
    [
      'sends at once what could still be taken back',
      entry(queued, { undoMs: 5_000, createdAt: NOW }),
      retried,
      kept({ state: queued, undoMs: undefined }),
    ],
    [
      'takes back what is not sent yet for that',
      entry(queued, { undoMs: 5_000, createdAt: NOW }),
      cancelled,
      left({ kind: 'cancelled' }),
    ],
    ['takes back a paused entry', entry(paused), cancelled, left({ kind: 'cancelled' })],
    [
      'does not take back a paused entry that may have been applied',
      entry(paused, { doubtful: true }),
      cancelled,
      unchanged,
    ],
    [
      'gives up no doubtful entry for a user who saw it in line',
      entry(blocked('uncertain'), { doubtful: true }),
      cancelledUnaware,
      unchanged,
    ],
    [
      'gives up no dead entry that may have been applied for a user who saw it in line',
      entry({ kind: 'dead', failure: json(catalogue.ENTRY_TOO_OLD) }, { doubtful: true }),
      cancelledUnaware,
      unchanged,
    ],
    [
      'takes back an unsent entry whatever its user saw',
      entry(blocked('auth')),
      cancelledUnaware,
      left({ kind: 'cancelled' }),
    ],
    [
      'sends no uncertain entry again for a user who saw it in line',
      entry(blocked('uncertain'), { doubtful: true }),
      { ...retried, knowsRisk: false },
      unchanged,
    ],
    [
      'sends what was too old under its key, which no server refused, and its age begins anew',
      entry({ kind: 'dead', failure: json(catalogue.ENTRY_TOO_OLD) }),
      retried,
      kept({ state: queued, key: 'a', keyAt: NOW }),
    ],
    ['signs in, which resumes no paused entry', entry(paused), released, unchanged],
    ['cannot hurry an entry that is being sent', entry(sending), retried, unchanged],
    [
      'signs in, which releases what waited for that',
      entry(blocked('auth')),
      released,
      kept({ state: queued }),
    ],
    ['signs in, which solves no conflict', entry(blocked('conflict')), released, unchanged],
    ['signs in, which wakes no dead letter', entry(dead), released, unchanged],
  ])('%s', (_, before, event, after) => {
    expect(nextEntry(before, event, defaultLimits)).toMatchObject(after);
  });
});

it.each([
  ['at its start', NOW, 1000],
  ['in the middle', NOW + 400, 600],
  ['when it is over', NOW + 5000, 0],
  ['when the clock went back', NOW - 86_400_000, 1000],
])('an entry never waits longer than planned: %s', (_, now, remaining) => {
  const before = entry({ kind: 'waiting', since: NOW, delayMs: 1000, failure: late });
  const step = nextEntry(before, claimed(8, now), defaultLimits);
  const after = step.kind === 'kept' ? step.entry : before;
  const isSent = after.state.kind === 'sending';
  const dueAt = isSent ? now : dueOf(after, NO_EVIDENCE, defaultLimits);
  expect(dueAt - now).toBe(remaining);
});
