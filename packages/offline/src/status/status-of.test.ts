import { Failure, type EntryView } from '@holdfast/core';
import { STORAGE_QUOTA, STORAGE_UNAVAILABLE, UNAVAILABLE } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import { recordOf } from '../outbox/entry-record.ts';
import { viewOf } from '../outbox/entry-view.ts';
import { entry } from '../outbox/outbox-stage.contract.ts';
import type { StorageState } from '../outbox/watch-store.ts';
import { statusOf } from './status-of.ts';

const facts = { persisted: true, sendsInBackground: undefined };
const view = (createdAt: number, change: Partial<EntryView> = {}): EntryView => ({
  ...viewOf({ ...recordOf(entry('a'), createdAt), seq: 1 }),
  ...change,
});
const failure = new Failure(UNAVAILABLE);
const waiting = (dueAt: number): EntryView =>
  view(9, { state: { kind: 'waiting', dueAt, failure }, waitsFor: 'time' });
const status = (...entries: readonly EntryView[]) => statusOf(entries, 'ok', facts);
const isVolatile = (storage: StorageState, ...entries: readonly EntryView[]) =>
  statusOf(entries, storage, facts).isVolatile;

it('a device without entries has counts of nothing and no times', () => {
  expect(status()).toEqual({
    ...facts,
    total: 0,
    counts: { queued: 0, sending: 0, waiting: 0, blocked: 0, dead: 0 },
    waitsFor: { lane: 0, entry: 0, time: 0, user: 0, address: 0, place: 0, tab: 0 },
    isVolatile: false,
  });
});

it('all entries are counted by their state and by what they wait for, and the oldest gives its time', () => {
  const dead = view(5, { state: { kind: 'dead', failure }, waitsFor: 'user' });
  expect(status(view(7), view(6, { waitsFor: 'lane' }), dead)).toMatchObject({
    total: 3,
    counts: { queued: 2, dead: 1 },
    waitsFor: { lane: 1, user: 1, time: 0 },
    oldestAt: 5,
  });
});

it('the next attempt is the soonest time of any entry that is tried by itself', () => {
  const held = view(1, { waitsFor: 'time', undoUntil: 700 });
  const silent = view(1, { waitsFor: 'address', triedAgainAt: 600 });
  expect(status(waiting(900), held).nextAttemptAt).toBe(700);
  expect(status(waiting(500), held, silent).nextAttemptAt).toBe(500);
  expect(status(held, silent).nextAttemptAt).toBe(600);
});

it('the status names no next attempt for entries that wait for their user, for the entry before them or for no time', () => {
  const behind = view(1, { waitsFor: 'lane', triedAgainAt: 500 });
  const asked = view(1, { waitsFor: 'user', triedAgainAt: 500 });
  const ready = view(1, { triedAgainAt: 500 });
  const late = status(behind, asked, ready, view(1, { waitsFor: 'place' }));
  expect(late).not.toHaveProperty('nextAttemptAt');
});

it('entries are lost with the page while the device can store nothing, or when one of them is kept in the page alone', () => {
  expect(isVolatile(new Failure(STORAGE_UNAVAILABLE))).toBe(true);
  expect(isVolatile(new Failure(STORAGE_QUOTA))).toBe(false);
  expect(isVolatile('ok', view(1), view(2, { kept: false }), view(3))).toBe(true);
  expect(isVolatile('ok', view(1))).toBe(false);
});
