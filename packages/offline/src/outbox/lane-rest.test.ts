import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NO_EVIDENCE,
  plannedEnd,
  restAfterSilence,
  restEndsAt,
  wokenEarly,
  type LaneRest,
} from './lane-rest.ts';
import { defaultLimits } from './outbox-limits.ts';

const { networkBackoffMs, networkBackoffMaxMs, wakeGapMs, wakeJitterMs } = defaultLimits;
const rests = fc.record({ since: fc.nat(1e9), silences: fc.integer({ min: 1, max: 200 }) });

describe('the pause of a lane that got no answer', () => {
  it('grows with every silence, up to its limit, and is never nothing', () => {
    fc.assert(
      fc.property(rests, fc.string(), (rest, key) => {
        const ms = plannedEnd(rest, key, defaultLimits) - rest.since;
        const most = Math.min(networkBackoffMaxMs, networkBackoffMs * 2 ** (rest.silences - 1));
        expect(ms).toBeGreaterThanOrEqual(networkBackoffMs / 4);
        expect(ms).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('is the same in every tab, and spread over many entries', () => {
    const rest: LaneRest = { since: 0, silences: 6 };
    const ends = Array.from({ length: 1_000 }, (_, n) =>
      plannedEnd(rest, `key-${n}`, defaultLimits),
    );
    expect(plannedEnd(rest, 'key-7', defaultLimits)).toBe(ends[7]);
    const mean = ends.reduce((sum, end) => sum + end, 0) / ends.length;
    expect(mean).toBeGreaterThan(networkBackoffMaxMs * 0.45);
    expect(mean).toBeLessThan(networkBackoffMaxMs * 0.55);
  });

  it('is the same in every version of the app, because a page and a worker may have two', () => {
    const ends = [1, 3, 6].map((silences) =>
      ['a', 'key-7'].map((key) => plannedEnd({ since: 0, silences }, key, defaultLimits)),
    );
    expect(ends).toEqual([
      [250, 591],
      [507, 2_957],
      [23_076, 10_001],
    ]);
  });

  it('goes to its planned end without evidence', () => {
    const rest: LaneRest = { since: 7, silences: 3 };
    const planned = plannedEnd(rest, 'key', defaultLimits);
    expect(restEndsAt(rest, 'key', NO_EVIDENCE, defaultLimits)).toBe(planned);
  });

  it('counts on from a higher number each time that a network came back in vain', () => {
    const rest: LaneRest = { since: 100, silences: 60, wakes: 9, backs: 2 };
    expect(wokenEarly(rest, { at: never, backAt: 150 })).toEqual({
      since: 100,
      silences: 4,
      wakes: 5,
      backs: 3,
    });
  });

  const never = -Infinity;

  it('is ended early by newer evidence alone', () => {
    fc.assert(
      fc.property(rests, fc.string(), fc.nat(60_000), (rest, key, ms) => {
        const planned = plannedEnd(rest, key, defaultLimits);
        const older = { at: rest.since - 1 - ms, backAt: never };
        expect(restEndsAt(rest, key, older, defaultLimits)).toBe(planned);
        const at = rest.since + ms;
        for (const evidence of [
          { at, backAt: never },
          { at: never, backAt: at },
        ]) {
          const early = restEndsAt(rest, key, evidence, defaultLimits);
          expect(early).toBeLessThanOrEqual(Math.min(planned, at + wakeJitterMs));
        }
      }),
    );
  });

  it('is ended early more and more seldom while evidence brings no answer: after 0, 1, 2, 4, 8 and 10 seconds', () => {
    let rest: LaneRest = { since: 0, silences: 60 };
    const gaps: number[] = [];
    // The planned end of this key is far away.
    const rules = { ...defaultLimits, networkBackoffMaxMs: 1e9, wakeJitterMs: 0 };
    for (let wake = 0; wake < 7; wake += 1) {
      const evidence = { at: rest.since, backAt: never };
      const end = restEndsAt(rest, 'key', evidence, rules);
      gaps.push(end - rest.since);
      rest = restAfterSilence(wokenEarly(rest, evidence), end);
    }
    expect(gaps).toEqual([0, networkBackoffMs, 2_000, 4_000, 8_000, wakeGapMs, wakeGapMs]);
  });

  it('is ended at once when the network comes back, and counts from there, however often evidence was in vain before', () => {
    const rest: LaneRest = { since: 100, silences: 60, wakes: 9 };
    const evidence = { at: never, backAt: 150 };
    const end = restEndsAt(rest, 'key', evidence, { ...defaultLimits, wakeJitterMs: 0 });
    expect(end).toBe(150);
    expect(restAfterSilence(wokenEarly(rest, evidence), 200)).toEqual({
      since: 200,
      silences: 1,
      wakes: 1,
      backs: 1,
    });
  });

  it('ends at once for the first silence when the network comes back, and for later ones within a second', () => {
    const back = { at: never, backAt: 100_150 };
    const waits = (silences: number) =>
      ['a', 'b', 'c'].map((key) => {
        const rest = { since: 100_000, silences };
        return (
          restEndsAt(rest, key, back, { ...defaultLimits, networkBackoffMs: 60_000 }) - 100_150
        );
      });
    expect(waits(1)).toEqual([0, 0, 0]);
    for (const wait of waits(60)) expect(wait).toBeGreaterThan(0);
    for (const wait of waits(60)) expect(wait).toBeLessThanOrEqual(wakeJitterMs);
  });

  it('goes on counting from the last silence', () => {
    const first = restAfterSilence(undefined, 5);
    expect(first).toEqual({ since: 5, silences: 1 });
    expect(restAfterSilence({ ...first, wakes: 6 }, 9)).toEqual({
      since: 9,
      silences: 2,
      wakes: 6,
    });
  });
});
