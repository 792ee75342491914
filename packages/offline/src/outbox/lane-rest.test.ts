import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plannedEnd, restAfterSilence, restEndsAt, type LaneRest } from './lane-rest.ts';
import { defaultLimits } from './outbox-limits.ts';

const { networkBackoffMs, networkBackoffMaxMs, wakeGapMs, wakeJitterMs } = defaultLimits;
const rests = fc.record({ since: fc.nat(1e9), silences: fc.integer({ min: 1, max: 200 }) });

describe('the pause of a lane that nothing answered', () => {
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

  it('is ended early by newer evidence alone, and that at most once in ten seconds', () => {
    fc.assert(
      fc.property(rests, fc.string(), fc.nat(60_000), fc.nat(60_000), (rest, key, ago, later) => {
        const planned = plannedEnd(rest, key, defaultLimits);
        expect(restEndsAt(rest, key, rest.since - 1 - later, defaultLimits)).toBe(planned);
        const heardAt = rest.since + later;
        const first = restEndsAt(rest, key, heardAt, defaultLimits);
        expect(first).toBeLessThanOrEqual(Math.min(planned, heardAt + wakeJitterMs));
        const wokenAt = rest.since - ago;
        const again = restEndsAt({ ...rest, wokenAt }, key, heardAt, defaultLimits);
        expect(again).toBeGreaterThanOrEqual(Math.min(planned, wokenAt + wakeGapMs));
        expect(again).toBeLessThanOrEqual(planned);
      }),
    );
  });

  it('goes on counting from the last silence', () => {
    const first = restAfterSilence(undefined, 5);
    expect(first).toEqual({ since: 5, silences: 1 });
    expect(restAfterSilence({ ...first, wokenAt: 6 }, 9)).toEqual({
      since: 9,
      silences: 2,
      wokenAt: 6,
    });
  });
});
