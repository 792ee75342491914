import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { takePlace, type RateLimitDecision, type TakenPlaces } from './window-state.ts';

vi.setConfig({ testTimeout: 60_000 });

const rule = { limit: 2, windowMs: 1000 };

it.each<[string, TakenPlaces, number, RateLimitDecision, TakenPlaces]>([
  ['the first', [], 500, { allowed: true, remaining: 1, resetMs: 1000 }, [500]],
  ['the last place', [500], 600, { allowed: true, remaining: 0, resetMs: 900 }, [500, 600]],
  ['one too many', [500, 600], 700, { allowed: false, remaining: 0, resetMs: 800 }, [500, 600]],
  [
    'when the oldest leaves',
    [500, 600],
    1500,
    { allowed: true, remaining: 0, resetMs: 100 },
    [600, 1500],
  ],
  [
    'a moment before that',
    [500, 600],
    1499,
    { allowed: false, remaining: 0, resetMs: 1 },
    [500, 600],
  ],
  ['after a pause', [500, 600], 9000, { allowed: true, remaining: 1, resetMs: 1000 }, [9000]],
  [
    'on a clock set back',
    [500, 600],
    550,
    { allowed: false, remaining: 0, resetMs: 950 },
    [500, 600],
  ],
  [
    'on a clock that was wrong by hours',
    [9e6, 9e6],
    600,
    { allowed: true, remaining: 1, resetMs: 1000 },
    [600],
  ],
  [
    'on a clock set back by a whole window',
    [1600],
    600,
    { allowed: true, remaining: 0, resetMs: 2000 },
    [1600, 1600],
  ],
  [
    'within a millisecond, never too early',
    [500, 500],
    600.4,
    { allowed: false, remaining: 0, resetMs: 900 },
    [500, 500],
  ],
  [
    'of a limit lowered meanwhile',
    [1, 2, 3, 4],
    500,
    { allowed: false, remaining: 0, resetMs: 503 },
    [1, 2, 3, 4],
  ],
])('%s: %j at %i', (_, taken, clock, decision, after) => {
  expect(takePlace(taken, clock, rule)).toEqual({ taken: after, decision });
});

it('lets no request through under a limit of 0', () => {
  expect(takePlace([], 5, { limit: 0, windowMs: 1000 }).decision).toEqual({
    allowed: false,
    remaining: 0,
    resetMs: 1000,
  });
});

const traffic = fc.record({
  gaps: fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 120 }),
  limit: fc.integer({ min: 1, max: 12 }),
  windowMs: fc.integer({ min: 1, max: 1000 }),
});

it('never lets more than the limit through any window, and refuses only when it is full', () => {
  fc.assert(
    fc.property(traffic, ({ gaps, ...limit }) => {
      let taken: TakenPlaces = [];
      let now = 0;
      const passed: number[] = [];
      const within = (at: number): number =>
        passed.filter((time) => time > at - limit.windowMs && time <= at).length;
      for (const gap of gaps) {
        now += gap;
        const before = within(now);
        const step = takePlace(taken, now, limit);
        taken = step.taken;
        expect(step.decision.allowed).toBe(before < limit.limit);
        if (step.decision.allowed) passed.push(now);
        // Every window that ends with a request is the fullest there is.
        expect(within(now)).toBeLessThanOrEqual(limit.limit);
        expect(taken.length).toBeLessThanOrEqual(limit.limit);
        expect(step.decision.remaining).toBe(limit.limit - within(now));
      }
    }),
    { numRuns: 10_000 },
  );
});

it('keeps its word on a clock with any jumps: a place that it calls free is free', () => {
  const clocks = fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 60 });
  fc.assert(
    fc.property(clocks, fc.integer({ min: 1, max: 5 }), (times, limit) => {
      const one = { limit, windowMs: 1000 };
      let taken: TakenPlaces = [];
      for (const clock of times) {
        const step = takePlace(taken, clock, one);
        taken = step.taken;
        expect(step.decision.resetMs).toBeGreaterThan(0);
        expect(step.decision.resetMs).toBeLessThanOrEqual(2000);
        const { decision } = takePlace(taken, clock + step.decision.resetMs, one);
        expect(decision.allowed).toBe(true);
      }
    }),
    { numRuns: 10_000 },
  );
});

it('a client that has used nothing waits for one window at most, whatever fraction the clock shows', () => {
  const clocks = fc.nat(1e9).map((micros) => micros / 1000);
  fc.assert(
    fc.property(clocks, (clock) => {
      const { decision } = takePlace([], clock, { limit: 3, windowMs: 60_000 });
      expect(decision.resetMs).toBe(60_000);
    }),
    { numRuns: 1_000 },
  );
});
