import type { RateLimitHint } from './rate-limit-hint.ts';
import { drawAllowance, wholeMs } from './rate-limit-state.ts';
import type { Allowance, Limiter } from './rate-limit-state.ts';

/** The calls that have gone under a rate limit, and the rest that the server named. */
export interface RateCount {
  readonly limiter: Limiter | undefined;
  readonly state: unknown;
  readonly allowance: Allowance | undefined;
  /** The server says that no calls are left until then. */
  readonly heldUntilMs: number;
}

/** A counted call. The caller passes it to take the call back. */
export interface Turn {
  readonly atMs: number;
  readonly limiter: Limiter | undefined;
  /** The end of the allowance from which the call was drawn. */
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

/** Takes back a counted call that did not go to the server after all. */
export function takeBack(count: RateCount, { atMs, limiter, untilMs }: Turn): RateCount {
  const { allowance } = count;
  return {
    ...count,
    state: limiter && limiter === count.limiter ? limiter.cancel(count.state, atMs) : count.state,
    allowance:
      // The server has named a new allowance since then. The call was not drawn from that one.
      allowance && allowance.untilMs === untilMs
        ? { untilMs, remaining: allowance.remaining + 1 }
        : allowance,
  };
}

// Even a hint that cannot be read says that there were too many calls.
const LONGEST_MS = 60_000;

/**
 * Takes in the server's hint. When the server says that nothing is left, that holds for its whole time, even
 * when a later hint says otherwise.
 */
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

/** Sets other rules. Counted calls stay counted if the limiter stays. */
export function changeLimiter(count: RateCount, limiter: Limiter | undefined): RateCount {
  return !limiter || limiter === count.limiter
    ? count
    : { ...count, limiter, state: limiter.start };
}
