import { describePolicy, requireAtLeast } from '#composition';
import { RATE_LIMIT_REACHED } from '../failures/kinds/policy.ts';
import type { Observable } from '../observable/observable.ts';
import type { Platform } from '../platform/platform.ts';
import type { RateLimitHint } from '../exchange/rate-limit-hint.ts';
import type { Policy, PolicyHooks } from './policy.ts';
import { drawAllowance } from './rate-limit-state.ts';
import type { Allowance, Limiter } from './rate-limit-state.ts';

export interface RateLimitOptions {
  /** `tokenBucket` or `slidingWindow`. @default only what the server says */
  readonly limiter?: Limiter;
  /** An attempt that would wait longer than this, in milliseconds, is refused instead. @default 0 */
  readonly maxWaitMs?: number;
}

/**
 * A policy with a state of its own, shared by all pipelines it is part of. What can be observed is what
 * the server said last, as it said it.
 */
export interface RateLimit extends Policy, Observable<RateLimitHint | undefined> {
  /** Takes in what the server says is left, before it has to refuse. See `hearRateLimit`. */
  hear(hint: RateLimitHint, platform: Pick<Platform, 'monotonic'>): void;
  /** Other rules from now on; what was counted stays counted if the limiter stays. */
  configure(options: RateLimitOptions): void;
}

/**
 * Keeps to a rate of attempts. One that may not go at once waits its turn if that is within `maxWaitMs`,
 * and otherwise fails with `RATE_LIMIT_REACHED` and the `retryAfterMs` after which it could have gone.
 * Whoever is aborted while waiting gives the place back.
 *
 * It also adapts: what the server says is left (`hear`), and a failure that carries a hint, hold back
 * attempts until the server's own time is over. Then all that wait go at once, since nobody said how
 * many may; a limiter spaces them.
 */
export function createRateLimit(options: RateLimitOptions = {}): RateLimit {
  let limiter: Limiter | undefined;
  let maxWaitMs = 0;
  let state: unknown;
  let allowance: Allowance | undefined;
  let heard: RateLimitHint | undefined;
  const listeners = new Set<() => void>();

  function configure(next: RateLimitOptions): void {
    requireAtLeast('the rate limit', 0, { maxWaitMs: next.maxWaitMs ?? 0 });
    maxWaitMs = next.maxWaitMs ?? maxWaitMs;
    if (!next.limiter || next.limiter === limiter) return;
    limiter = next.limiter;
    state = limiter.start;
  }
  configure(options);

  function hear(hint: RateLimitHint, platform: Pick<Platform, 'monotonic'>): void {
    heard = hint;
    allowance = { remaining: hint.remaining, untilMs: platform.monotonic() + hint.resetMs };
    // Later, so that a listener's mistake is not the outcome of somebody's call.
    listeners.forEach(queueMicrotask);
  }

  /** Counts a call that may go within `maxWaitMs`; gives the wait, and how to take it back. */
  function reserve(nowMs: number): { waitMs: number; undo: () => void } {
    const drawn = drawAllowance(allowance, nowMs);
    const drawnMs = nowMs + drawn.waitMs;
    const own = limiter?.reserve(state, drawnMs) ?? { state, waitMs: 0 };
    const waitMs = drawn.waitMs + own.waitMs;
    const used = limiter;
    if (waitMs <= maxWaitMs) {
      state = own.state;
      allowance = drawn.allowance;
    }
    return {
      waitMs,
      undo() {
        if (used && used === limiter) state = used.cancel(state, drawnMs + own.waitMs);
      },
    };
  }

  const bind = (platform: Platform): PolicyHooks => ({
    enter(attempt) {
      const { waitMs, undo } = reserve(platform.monotonic());
      if (waitMs === 0) return;
      if (waitMs > maxWaitMs) throw attempt.failure(RATE_LIMIT_REACHED, { retryAfterMs: waitMs });
      return attempt.wait<void>((done) => {
        const cancel = platform.schedule(waitMs, done);
        return () => {
          cancel();
          undo();
        };
      });
    },
    leave(_, failure) {
      const resetMs = failure?.code === 'RATE_LIMITED' ? failure.retryAfterMs : undefined;
      if (resetMs !== undefined) hear({ remaining: 0, resetMs }, platform);
    },
  });
  const policy: RateLimit = Object.assign(bind, {
    configure,
    hear,
    getSnapshot: () => heard,
    subscribe(listener: () => void) {
      const entry = (): void => listener();
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
  });
  describePolicy(policy, {
    kind: 'rate limit',
    place: 4,
    latest: 5,
    get rules() {
      return { limiter, maxWaitMs };
    },
  });
  return policy;
}
