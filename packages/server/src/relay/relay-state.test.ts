import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { describe, expect, it } from 'vitest';
import {
  afterVerdict,
  type Head,
  headsFor,
  INTERRUPTED,
  lastLane,
  pickHeads,
  type RelayChange,
  suspicionOf,
  UNSENT,
  withoutSuspects,
} from './relay-state.ts';
import type { RelayVerdict } from './relay-sink.ts';
import { LONGEST_WAIT_MS } from './requested-wait.ts';

const failure = new Failure(catalogue.UNAVAILABLE);
const stop = { maxFailures: 3, onPoison: 'stop' } as const;
const skip = { maxFailures: 3, onPoison: 'skip' } as const;

describe('an event that was sent', () => {
  const retry: RelayVerdict = { outcome: 'retry', failure };
  it.each<[string, RelayVerdict, number, boolean, typeof stop | typeof skip, Partial<RelayChange>]>(
    [
      [
        'is done when the receiver took it',
        { outcome: 'done' },
        0,
        true,
        stop,
        { to: 'done', holdsKey: false },
      ],
      [
        'waits after a failure, and its key with it',
        retry,
        0,
        true,
        stop,
        { to: 'waiting', holdsKey: true, attempt: 'failed', dueInMs: 50 },
      ],
      [
        'waits as long as the receiver asks',
        { ...retry, afterMs: 900 },
        0,
        true,
        stop,
        { dueInMs: 900 },
      ],
      [
        'waits no longer than an hour',
        { ...retry, afterMs: Infinity },
        0,
        true,
        stop,
        { dueInMs: LONGEST_WAIT_MS },
      ],
      ['is dead when it failed too often', retry, 2, true, stop, { to: 'dead', holdsKey: true }],
      [
        'holds its key up no longer when the sink lets the key go past it',
        { outcome: 'dead', failure, passes: true },
        0,
        true,
        stop,
        { to: 'dead', holdsKey: false },
      ],
      [
        'lives on while the whole sink fails',
        retry,
        2,
        false,
        stop,
        { to: 'waiting', attempt: 'tried' },
      ],
      [
        'is dead when the receiver will never take it, and stops its key',
        { outcome: 'dead', failure },
        0,
        true,
        stop,
        { to: 'dead', holdsKey: true },
      ],
      [
        'lets its key go past it where the app says so',
        { outcome: 'dead', failure },
        0,
        true,
        skip,
        { to: 'dead', holdsKey: false },
      ],
      [
        'waits for an administrator while its sink is blocked',
        { outcome: 'blocked', failure },
        9,
        true,
        skip,
        { to: 'blocked', holdsKey: true, attempt: 'tried' },
      ],
    ],
  )('%s', (_, verdict, failures, counts, rules, change) => {
    expect(afterVerdict({ failures }, { verdict, counts, delayMs: 50 }, rules)).toMatchObject(
      change,
    );
  });

  it('keeps the failure, with the id of its incident', () => {
    const change = afterVerdict(
      { failures: 0 },
      { verdict: retry, counts: true, delayMs: 0 },
      stop,
    );
    expect(change.failure).toMatchObject({ code: 'UNAVAILABLE', incidentId: failure.incidentId });
  });
});

it.each([
  [0, 'freely'],
  [1, 'single'],
  [2, 'alone'],
  [4, 'alone'],
  [5, 'poison'],
] as const)(
  'after %i attempts that ended with their process, an event is sent %s',
  (crashes, how) => {
    expect(suspicionOf({ crashes }, 5)).toBe(how);
  },
);

const head = (lane: string, about: Partial<Head> = {}): Head => ({
  ...{ lane, position: 4, state: 'waiting', dueInMs: -1, crashes: 0, ...about },
});

describe('the choice of heads', () => {
  it('gives a single key the whole batch, and shares the batch among several keys', () => {
    expect(pickHeads([head('a')], { most: 7 }).picked).toEqual([{ lane: 'a', from: 4, count: 7 }]);
    const { picked } = pickHeads([head('a'), head('b')], { most: 7 });
    expect(picked.map(({ count }) => count)).toEqual([3, 3]);
  });

  it.each(['sending', 'dead', 'blocked'] as const)('skips a key whose head is %s', (state) => {
    expect(pickHeads([head('a', { state })], { most: 7 })).toEqual({ picked: [] });
  });

  it('says when the next waiting event is due', () => {
    const heads = [head('a', { dueInMs: 900 }), head('b', { dueInMs: 300 }), head('c')];
    expect(pickHeads(heads, { most: 9 })).toMatchObject({ picked: [{ lane: 'c' }], dueInMs: 300 });
  });

  it('takes one event of a key whose attempt never ended, and names one to be sent alone', () => {
    const heads = [head('a', { crashes: 1 }), head('b', { crashes: 2 })];
    expect(pickHeads(heads, { most: 9 })).toEqual({
      picked: [{ lane: 'a', from: 4, count: 1 }],
      suspect: 'b',
    });
    expect(pickHeads([head('b', { crashes: 2 })], { most: 9, alone: true }).picked).toEqual([
      { lane: 'b', from: 4, count: 1 },
    ]);
  });
});

const lanes = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `lane ${index}`);
const picked = (...names: readonly string[]) => names.map((lane) => ({ lane, from: 1, count: 1 }));

describe('the place where the next claim goes on', () => {
  it('is the last lane that gave an event, while there are others behind it', () => {
    const pick = { picked: picked('lane 0', 'lane 1'), most: 2, isWhole: true };
    expect(lastLane(lanes(3), pick)).toBe('lane 1');
    expect(lastLane(lanes(2), { ...pick, isWhole: false })).toBe('lane 1');
    expect(lastLane(lanes(2), pick)).toBeUndefined();
  });

  it('is the last lane that the claim looked at, if too few gave an event', () => {
    const pick = { picked: picked('lane 7'), most: 2 };
    expect(lastLane(lanes(50), { ...pick, isWhole: false })).toBe('lane 49');
    expect(lastLane(lanes(50), { ...pick, isWhole: true })).toBeUndefined();
  });

  it('is behind at least fifty lanes, and behind as many as events are wanted', () => {
    expect([headsFor(1), headsFor(500)]).toEqual([50, 500]);
  });
});

it('an attempt that the relay no longer waits for is not taken back, and one that it never began is', () => {
  const again = { to: 'waiting', holdsKey: true, dueInMs: 0 };
  expect(INTERRUPTED).toEqual({ ...again, attempt: 'tried' });
  expect(UNSENT).toEqual({ ...again, attempt: 'unsent' });
});

it('an event is ready at the very millisecond at which it is due', () => {
  const heads = [head('a', { dueInMs: 0 }), head('b', { dueInMs: 1 })];
  expect(pickHeads(heads, { most: 9 })).toMatchObject({ picked: [{ lane: 'a' }], dueInMs: 1 });
  expect(pickHeads([head('a', { dueInMs: LONGEST_WAIT_MS })], { most: 9 })).toEqual({
    picked: [],
    dueInMs: LONGEST_WAIT_MS,
  });
});

it.each([
  [[0, 0, 0], 3],
  [[0, 1, 0], 1],
  [[0, 0, 2], 2],
  // The first one is sent anyhow.
  [[1, 0, 0], 3],
  [[1, 1, 0], 1],
  [[], 0],
])('of events whose attempts never ended %j times, %d are sent at once', (crashes, count) => {
  expect(withoutSuspects(crashes.map((times) => ({ crashes: times })))).toHaveLength(count);
});
