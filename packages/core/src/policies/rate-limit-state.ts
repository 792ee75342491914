import { describePart, requireAtLeast, requirePositive } from '#composition';

/** A limit as a pure function over its state: `waitMs` until the call may go, which is then counted. */
export interface Limiter<TState = unknown> {
  readonly start: TState;
  reserve(state: TState, nowMs: number): { readonly state: TState; readonly waitMs: number };
  /** Takes back a reservation of `atMs` that was not used. */
  cancel(state: TState, atMs: number): TState;
}

export interface TokenBucketState {
  /** May be negative: what is promised to those who wait. */
  readonly tokens: number;
  readonly atMs: number;
}

export interface TokenBucketOptions {
  /** How many calls a second in the long run. */
  readonly perSecond: number;
  /** How many at once after a pause, 1 or more. @default perSecond, but at least 1 */
  readonly burst?: number;
}

/** Lets bursts pass and keeps the rate in the long run. */
export function tokenBucket({
  perSecond,
  burst = Math.max(1, perSecond),
}: TokenBucketOptions): Limiter<TokenBucketState> {
  const perMs = perSecond / 1000;
  requirePositive('the token bucket', { perSecond });
  requireAtLeast('the token bucket', 1, { burst });
  const limiter: Limiter<TokenBucketState> = {
    start: { tokens: burst, atMs: -Infinity },
    reserve({ tokens, atMs }, nowMs) {
      const earned = Math.min(burst, tokens + Math.max(0, nowMs - atMs) * perMs);
      const left = earned - 1;
      return {
        state: { tokens: left, atMs: Math.max(atMs, nowMs) },
        waitMs: left < 0 ? Math.ceil(-left / perMs) : 0,
      };
    },
    cancel: ({ tokens, atMs }) => ({ tokens: Math.min(burst, tokens + 1), atMs }),
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

/** Never more than `max` calls in any stretch of `perMs`, bursts or not. The state is when they went. */
export function slidingWindow({ max, perMs }: SlidingWindowOptions): Limiter<readonly number[]> {
  requirePositive('the sliding window', { max, perMs });
  const limiter: Limiter<readonly number[]> = {
    start: [],
    reserve(times, nowMs) {
      const recent = times.filter((time) => time > nowMs - perMs);
      const blocking = recent[recent.length - max];
      // Whole milliseconds, since host timers drop fractions; and the same sum by which `cancel` finds it.
      const waitMs = blocking === undefined ? 0 : Math.max(0, Math.ceil(blocking + perMs - nowMs));
      return { state: [...recent, nowMs + waitMs], waitMs };
    },
    cancel(times, atMs) {
      const place = times.lastIndexOf(atMs);
      return times.filter((_, index) => index !== place);
    },
  };
  describePart(limiter, { name: 'slidingWindow', rules: { max, perMs } });
  return limiter;
}

/** What a server said is left, and until when it says so. */
export interface Allowance {
  readonly remaining: number;
  readonly untilMs: number;
}

/** Counts a call against what the server said is left; says how long it must wait for more. */
export function drawAllowance(
  allowance: Allowance | undefined,
  nowMs: number,
): { readonly allowance: Allowance | undefined; readonly waitMs: number } {
  if (!allowance || allowance.untilMs <= nowMs) return { allowance: undefined, waitMs: 0 };
  const { remaining, untilMs } = allowance;
  return remaining > 0
    ? { allowance: { remaining: remaining - 1, untilMs }, waitMs: 0 }
    : { allowance, waitMs: Math.ceil(untilMs - nowMs) };
}
