import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { defaultThreatRules, type EvidenceKind, type ThreatRules } from './threat-rules.ts';
import {
  isBlocked,
  nextThreatState,
  remainingMs,
  type ThreatEvent,
  type ThreatState,
} from './threat-state.ts';

// Ten thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const rules: ThreatRules = {
  threshold: 100,
  halfLifeMs: 10,
  maxBlockMs: 700,
  forgiveMs: 1000,
  weights: {
    attack: { points: 60, blockMs: 200 },
    'attack-in-prose': { points: 40, ceiling: 50, blockMs: 10 },
    'sign-in-failed': { points: 30, blockMs: 100 },
    guessing: { points: 10, blockMs: 100 },
    'key-reused': { points: 100, blockMs: 50 },
  },
};

const saw = (evidence: EvidenceKind, at: number): ThreatEvent => ({
  type: 'evidence',
  evidence,
  at,
});
const lift = (at: number): ThreatEvent => ({ type: 'lifted', at });
const watched = (score: number, at: number, strikes = 0, struckAt = 0): ThreatState => ({
  kind: 'watched',
  score,
  at,
  strikes,
  struckAt,
});
const blocked = (
  since: number,
  until: number,
  reason: EvidenceKind,
  strikes: number,
): ThreatState => ({ kind: 'blocked', since, until, reason, strikes, struckAt: until });

describe('what counts against a party', () => {
  it.each<[string, ThreatState | undefined, ThreatEvent, ThreatState]>([
    ['begins with the first evidence', undefined, saw('attack', 5), watched(60, 5)],
    ['adds up', watched(30, 5), saw('sign-in-failed', 5), watched(60, 5)],
    ['halves with each half-life', watched(60, 0), saw('sign-in-failed', 20), watched(45, 20)],
    ['gains nothing from a clock set back', watched(60, 20), saw('sign-in-failed', 0), watched(90, 0)],
    ['stops at the ceiling of what is weak', watched(40, 5), saw('attack-in-prose', 5), watched(50, 5)],
    ['is not lowered by a ceiling', watched(80, 5), saw('attack-in-prose', 5), watched(80, 5)],
    ['blocks at the threshold', watched(70, 5), saw('sign-in-failed', 5), blocked(5, 105, 'sign-in-failed', 1)],
    ['blocks for as long as what decided it weighs', watched(70, 5), saw('attack', 5), blocked(5, 205, 'attack', 1)],
    ['blocks at once where one sign is enough', undefined, saw('key-reused', 5), blocked(5, 55, 'key-reused', 1)],
    ['does not lengthen a block', blocked(5, 105, 'attack', 1), saw('attack', 104), blocked(5, 105, 'attack', 1)],
    ['begins anew when a block is over', blocked(5, 105, 'attack', 1), saw('attack', 105), watched(60, 105, 1, 105)],
    ['blocks twice as long the second time', watched(70, 200, 1, 105), saw('attack', 200), blocked(200, 600, 'attack', 2)],
    ['blocks no longer than the longest', watched(70, 200, 5, 105), saw('attack', 200), blocked(200, 900, 'attack', 6)],
    ['forgets one block after a time without any', watched(70, 1105, 2, 105), saw('attack', 1105), blocked(1105, 1505, 'attack', 2)],
    ['forgets all blocks in the end', watched(70, 9105, 2, 105), saw('attack', 9105), blocked(9105, 9305, 'attack', 1)],
    ['is gone when a block is lifted, which was no strike', blocked(5, 105, 'attack', 2), lift(50), watched(0, 50, 1, 50)],
    ['is gone when lifted after the block', blocked(5, 105, 'attack', 2), lift(105), watched(0, 105, 2, 105)],
    ['is gone when lifted before any block', watched(60, 5), lift(6), watched(0, 6, 0, 6)],
    ['is nothing when nothing was known', undefined, lift(6), watched(0, 6, 0, 6)],
    ['lasts no longer when the clock is set back', blocked(905, 1005, 'attack', 1), saw('attack', 5), blocked(5, 105, 'attack', 1)],
    ['is settled when a right secret is shown', watched(60, 5, 1, 5), { type: 'proven', at: 6 }, { ...watched(0, 6, 1, 6), provenAt: 6 }],
    ['keeps the proof of a party', { ...watched(0, 6), provenAt: 6 }, saw('attack', 6), { ...watched(60, 6), provenAt: 6 }],
    ['is taken back when there was nothing in it', watched(60, 5), { type: 'withdrawn', evidence: 'sign-in-failed', at: 5, counted: { before: watched(30, 5), after: watched(60, 5) } }, watched(30, 5)],
    ['is taken back with the block that it decided on', blocked(5, 105, 'sign-in-failed', 1), { type: 'withdrawn', evidence: 'sign-in-failed', at: 6, counted: { before: watched(70, 5), after: blocked(5, 105, 'sign-in-failed', 1) } }, watched(70, 5)],
    ['stays when something else decided on the block', blocked(5, 205, 'attack', 1), { type: 'withdrawn', evidence: 'sign-in-failed', at: 6, counted: { before: watched(30, 4), after: watched(60, 4) } }, blocked(5, 205, 'attack', 1)],
  ])('%s', (_, state, event, next) => {
    expect(nextThreatState(state, event, rules)).toEqual(next);
  }); // prettier-ignore
});

it('is a block from its beginning until just before its end', () => {
  const state = blocked(5, 105, 'attack', 1);
  expect([4, 5, 104, 105].map((at) => isBlocked(state, at))).toEqual([true, true, true, false]);
  expect(isBlocked(watched(99, 5), 5)).toBe(false);
  expect(isBlocked(undefined, 5)).toBe(false);
});

const after = (evidence: EvidenceKind, times: number, everyMs: number): ThreatState | undefined => {
  let state: ThreatState | undefined;
  for (let count = 0; count < times; count += 1) {
    state = nextThreatState(state, saw(evidence, count * everyMs), defaultThreatRules);
  }
  return state;
};

describe('by the default rules', () => {
  it.each<[string, EvidenceKind, number, number, string]>([
    ['two attacks block nobody', 'attack', 2, 0, 'watched'],
    ['three do', 'attack', 3, 60_000, 'blocked'],
    ['nine wrong passwords block nobody', 'sign-in-failed', 9, 0, 'watched'],
    ['ten in two minutes do', 'sign-in-failed', 10, 12_000, 'blocked'],
    ['24 from one address block nobody', 'guessing', 24, 0, 'watched'],
    ['one address that guesses six a minute is blocked', 'guessing', 50, 10_000, 'blocked'],
    [
      'one wrong password every five minutes never does',
      'sign-in-failed',
      1000,
      300_000,
      'watched',
    ],
    ['prose alone never does, however much of it', 'attack-in-prose', 1000, 0, 'watched'],
  ])('%s', (_, evidence, times, everyMs, kind) => {
    expect(after(evidence, times, everyMs)?.kind).toBe(kind);
  });
});

it('blocks for the stated time at most, and forgets no block, with any clock meanwhile', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1, maxLength: 10 }),
      fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 10, maxLength: 10 }),
      (clocks, passes) => {
        // One block of 200, seen by clocks that began at different times.
        let state: ThreatState = blocked(0, 200, 'attack', 1);
        for (const [index, at] of clocks.entries()) {
          const before = remainingMs(state, at);
          expect(before).toBeLessThanOrEqual(200);
          state = before > 0 ? nextThreatState(state, saw('attack', at), rules) : state;
          expect(remainingMs(state, at)).toBe(before);
          const later = at + (passes[index] ?? 0);
          expect(remainingMs(state, later)).toBe(Math.max(0, before - (later - at)));
        }
      },
    ),
    { numRuns: 2000 },
  );
});

it('never blocks longer than the longest, never for a negative time, and never counts below nothing', () => {
  const event = fc.oneof(
    fc.record({
      type: fc.constant('evidence' as const),
      evidence: fc.constantFrom<EvidenceKind>(
        'attack',
        'attack-in-prose',
        'sign-in-failed',
        'key-reused',
      ),
      at: fc.integer({ min: 0, max: 20_000 }),
    }),
    fc.record({ type: fc.constant('lifted' as const), at: fc.integer({ min: 0, max: 20_000 }) }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      let state: ThreatState | undefined;
      for (const next of events) {
        state = nextThreatState(state, next, rules);
        expect(state.strikes).toBeGreaterThanOrEqual(0);
        const amount = state.kind === 'watched' ? state.score : state.until - state.since;
        expect(amount).toBeGreaterThanOrEqual(0);
        expect(amount).toBeLessThanOrEqual(rules.maxBlockMs);
      }
    }),
    { numRuns: 10_000 },
  );
});
