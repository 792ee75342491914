import { describePart, requireAtLeast, requirePositive } from '#composition';

/** A limit as a pure function over its state: `waitMs` until the call may go, which is then counted. */
export interface Limiter<TState = unknown> {
  readonly start: TState;
  reserve(state: TState, nowMs: number): { readonly state: TState; readonly waitMs: number };
  /** Takes back a reservation of `atMs` that was not used, as if it had never been made. */
  cancel(state: TState, atMs: number): TState;
}

export interface TokenBucketState {
  /** May be negative: these tokens are promised to calls that wait. */
  readonly tokens: number;
  readonly atMs: number;
  /** When calls went, or will go, since the bucket was in the state `since`. These calls can be taken back. */
  readonly times: readonly number[];
  readonly since: { readonly tokens: number; readonly atMs: number };
}

export interface TokenBucketOptions {
  /** How many calls a second in the long run. */
  readonly perSecond: number;
  /** How many calls may go at once after a pause, 1 or more. @default `perSecond`, but at least 1 */
  readonly burst?: number;
}

// When a bucket never fills up again, only its latest calls can be taken back.
const MOST_TIMES = 256;

/** A limiter that lets bursts pass and keeps to the rate in the long run. */
export function tokenBucket({
  perSecond,
  burst = Math.max(1, perSecond),
}: TokenBucketOptions): Limiter<TokenBucketState> {
  const perMs = perSecond / 1000;
  requirePositive('the token bucket', { perSecond });
  requireAtLeast('the token bucket', 1, { burst });
  const earned = ({ tokens, atMs }: TokenBucketState['since'], nowMs: number): number =>
    Math.min(burst, tokens + Math.max(0, nowMs - atMs) * perMs);
  const full = { tokens: burst, atMs: -Infinity };
  const limiter: Limiter<TokenBucketState> = {
    start: { ...full, times: [], since: full },
    reserve(state, nowMs) {
      const held = earned(state, nowMs);
      const tokens = held - 1;
      const atMs = Math.max(state.atMs, nowMs);
      const waitMs = wholeMs(-tokens / perMs);
      // Calls from before the bucket was last full no longer matter.
      const isNew = held >= burst || state.times.length === MOST_TIMES;
      return {
        state: {
          tokens,
          atMs,
          times: [...(isNew ? [] : state.times), nowMs + waitMs],
          since: isNew ? { tokens: held, atMs } : state.since,
        },
        waitMs,
      };
    },
    cancel(state, atMs) {
      const { since } = state;
      const times = without(state.times, atMs);
      if (times === state.times) return state;
      // Counts again without the call, because a bucket that would have been full meanwhile earned nothing
      // more.
      const last = times.reduce<TokenBucketState['since']>(
        (before, time) => ({ tokens: earned(before, time) - 1, atMs: time }),
        since,
      );
      const aheadMs = Math.max(0, last.atMs - state.atMs);
      return { times, since, tokens: last.tokens - aheadMs * perMs, atMs: last.atMs - aheadMs };
    },
  };
  describePart(limiter, { name: 'tokenBucket', rules: { perSecond, burst } });
  return limiter;
}

export interface SlidingWindowOptions {
  /** How many calls in any stretch of `perMs`. */
  readonly max: number;
  /** Milliseconds. */
  readonly perMs: number;
}

/** A limiter that never lets more than `max` calls go within any `perMs` milliseconds. */
export function slidingWindow({ max, perMs }: SlidingWindowOptions): Limiter<readonly number[]> {
  requirePositive('the sliding window', { max, perMs });
  const limiter: Limiter<readonly number[]> = {
    start: [],
    reserve(times, nowMs) {
      const recent = times.filter((time) => time > nowMs - perMs);
      let atMs = nowMs;
      // A stretch that already holds `max` calls has no room for another.
      for (const [index, first] of recent.entries()) {
        const last = recent[index + max - 1];
        if (last !== undefined && atMs > last - perMs)
          atMs = Math.max(atMs, nowMs + wholeMs(first + perMs - nowMs));
      }
      const state = [...recent, atMs];
      // Only a call that was taken back leaves room before the last one.
      if (atMs < (recent.at(-1) ?? atMs)) state.sort((one, other) => one - other);
      return { state, waitMs: atMs - nowMs };
    },
    cancel: without,
  };
  describePart(limiter, { name: 'slidingWindow', rules: { max, perMs } });
  return limiter;
}

function without(times: readonly number[], atMs: number): readonly number[] {
  const place = times.lastIndexOf(atMs);
  return place < 0 ? times : times.toSpliced(place, 1);
}

/**
 * Whole milliseconds, because host timers drop fractions. A fraction smaller than a rounding error counts as
 * none.
 */
export function wholeMs(ms: number): number {
  return Math.max(0, Math.ceil(ms - 1e-6));
}

/** The number of calls that a server says are left, and until when that holds. */
export interface Allowance {
  readonly remaining: number;
  readonly untilMs: number;
}

/** Counts a call against the number that the server said is left. Returns how long the call must wait. */
export function drawAllowance(
  allowance: Allowance | undefined,
  nowMs: number,
): { readonly allowance: Allowance | undefined; readonly waitMs: number } {
  if (!allowance || allowance.untilMs <= nowMs) return { allowance: undefined, waitMs: 0 };
  const { remaining, untilMs } = allowance;
  return remaining > 0
    ? { allowance: { remaining: remaining - 1, untilMs }, waitMs: 0 }
    : { allowance, waitMs: wholeMs(untilMs - nowMs) };
}
