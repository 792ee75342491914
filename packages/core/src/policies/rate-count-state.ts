import type { RateLimitHint } from '../exchange/rate-limit-hint.ts';
import { drawAllowance, wholeMs } from './rate-limit-state.ts';
import type { Allowance, Limiter } from './rate-limit-state.ts';

/** What has gone under a rate limit, and what the server said of the rest. */
export interface RateCount {
  readonly limiter: Limiter | undefined;
  readonly state: unknown;
  readonly allowance: Allowance | undefined;
  /** The server said that nothing more is left until then. */
  readonly heldUntilMs: number;
}

/** A call that was counted: what to give when it is taken back. */
export interface Turn {
  readonly atMs: number;
  readonly limiter: Limiter | undefined;
  /** Until when the allowance holds that it was drawn from. */
  readonly untilMs: number | undefined;
}

export const newRateCount: RateCount = {
  limiter: undefined,
  state: undefined,
  allowance: undefined,
  heldUntilMs: -Infinity,
};

/** Counts one more call, for the earliest time at which it may go. */
export function countTurn(
  { limiter, state, allowance, heldUntilMs }: RateCount,
  nowMs: number,
): { readonly count: RateCount; readonly turn: Turn } {
  const heldMs = wholeMs(heldUntilMs - nowMs);
  const drawn = drawAllowance(allowance, nowMs + heldMs);
  const drawnMs = nowMs + heldMs + drawn.waitMs;
  const own = limiter?.reserve(state, drawnMs) ?? { state, waitMs: 0 };
  return {
    count: { limiter, state: own.state, allowance: drawn.allowance, heldUntilMs },
    turn: { atMs: drawnMs + own.waitMs, limiter, untilMs: drawn.allowance?.untilMs },
  };
}

/** Takes back a call that was counted and did not go to the server after all. */
export function takeBack(count: RateCount, { atMs, limiter, untilMs }: Turn): RateCount {
  const { allowance } = count;
  return {
    ...count,
    state: limiter && limiter === count.limiter ? limiter.cancel(count.state, atMs) : count.state,
    allowance:
      // What the server said since then is news of its own.
      allowance && allowance.untilMs === untilMs
        ? { untilMs, remaining: allowance.remaining + 1 }
        : allowance,
  };
}

// A hint that makes no sense still says that it is too much.
const LONGEST_MS = 60_000;

/** Takes in what the server says. That nothing is left holds for as long as it said, whatever it says later. */
export function countHint(
  count: RateCount,
  { remaining, resetMs }: RateLimitHint,
  nowMs: number,
): RateCount {
  const untilMs = nowMs + (Number.isFinite(resetMs) ? resetMs : LONGEST_MS);
  return remaining > 0
    ? { ...count, allowance: { remaining, untilMs } }
    : { ...count, allowance: undefined, heldUntilMs: Math.max(count.heldUntilMs, untilMs) };
}

/** Other rules. What was counted stays counted if the limiter stays. */
export function changeLimiter(count: RateCount, limiter: Limiter | undefined): RateCount {
  return !limiter || limiter === count.limiter
    ? count
    : { ...count, limiter, state: limiter.start };
}
