import { describePolicy, requireAtLeast } from '#composition';
import { requireOptions } from '#options';
import { RATE_LIMIT_REACHED } from '../../failures/kinds/policy.ts';
import type { Observable } from '../../observable/observable.ts';
import type { Clock } from '../../platform/platform.ts';
import type { RateLimitHint } from './rate-limit-hint.ts';
import type { Attempt } from '../engine/attempt.ts';
import type { Policy, PolicyHooks } from '../engine/policy.ts';
import { changeLimiter, countHint, countTurn, newRateCount, takeBack } from './rate-count-state.ts';
import type { RateCount } from './rate-count-state.ts';
import { wholeMs } from './rate-limit-state.ts';
import type { Limiter } from './rate-limit-state.ts';
import { createSteadyClock } from '../engine/steady-clock.ts';
import type { SteadyClock } from '../engine/steady-clock.ts';

export interface RateLimitOptions {
  /** `tokenBucket` or `slidingWindow`. @default none: only the server's own limits hold */
  readonly limiter?: Limiter;
  /**
   * The longest wait of an attempt for its turn, in milliseconds. An attempt that would wait longer is refused.
   * @default 0
   */
  readonly maxWaitMs?: number;
}

/**
 * A policy with a state of its own, shared by all pipelines that it is part of. Its snapshot is the server's last
 * hint, unchanged.
 */
export interface RateLimit extends Policy, Observable<RateLimitHint | undefined> {
  /** Takes in the server's hint of how many calls are left, before the server has to refuse. See `withRateLimitHints` of `@holdfast/http`. */
  hear(hint: RateLimitHint, platform: Pick<Clock, 'monotonic'>): void;
  /** Changes the options from now on. Counted calls stay counted if the limiter stays the same. */
  reconfigure(options: RateLimitOptions): void;
}

/** An attempt that waits for its turn. */
interface Waiting {
  readonly attempt: Attempt;
  readonly go: () => void;
  /** The attempt is refused when it would wait longer. */
  readonly limitMs: number;
  /** The time of its latest timer, and whether that timer is still to come. */
  dueMs: number;
  isArmed: boolean;
  readonly cancels: (() => void)[];
}

/**
 * Keeps to a rate of attempts. An attempt beyond the rate waits for its turn if that comes within `maxWaitMs`.
 * Otherwise it fails with `RATE_LIMIT_REACHED`, and `retryAfterMs` tells after which time it could have gone.
 * Waiting attempts go in the order of their arrival, each as soon as the limit allows.
 *
 * Only attempts that go to the server count. If an attempt is aborted while it waits, or another policy refuses it
 * afterwards, it does not count, and the attempts behind it move up.
 *
 * The policy also keeps to the server's own limits. When a hint (`hear`) says that no calls are left, or a refusal
 * of the server asks for a wait, all attempts wait until the server's time is over. Then all waiting attempts go at
 * once, because the server did not say how many may go; a limiter spaces them.
 */
export function createRateLimit(options: RateLimitOptions = {}): RateLimit {
  let maxWaitMs = 0;
  let count = newRateCount;
  /** The count after all waiting attempts have gone; `undefined` when it must be computed anew. */
  let planned: RateCount | undefined;
  let heard: RateLimitHint | undefined;
  const waiting = new Set<Waiting>();
  let clock: SteadyClock | undefined;
  const listeners = new Set<() => void>();

  const nowMs = (): number => clock?.now() ?? 0;

  function reconfigure(next: RateLimitOptions): void {
    requireAtLeast('the rate limit', 0, { maxWaitMs: next.maxWaitMs ?? 0 });
    requireOptions('createRateLimit', next, {
      limiter: 'an object with reserve, cancel?',
      maxWaitMs: 'a number from 0 on?',
    });
    maxWaitMs = next.maxWaitMs ?? maxWaitMs;
    count = changeLimiter(count, next.limiter);
    lineUp();
  }

  function hear(hint: RateLimitHint, platform: Pick<Clock, 'monotonic'>): void {
    heard = hint;
    count = countHint(count, hint, clock?.now() ?? platform.monotonic());
    // Later, so that a listener's exception does not become the outcome of a call.
    listeners.forEach(queueMicrotask);
    lineUp();
  }

  /** Computes anew when each waiting attempt may go, and refuses the attempts that would wait too long. */
  function lineUp(): void {
    const refused: [Attempt, number][] = [];
    planned = count;
    for (const { attempt, limitMs } of waiting) {
      const next = countTurn(planned, nowMs());
      if (isLater(next.turn.atMs, limitMs))
        refused.push([attempt, wholeMs(next.turn.atMs - nowMs())]);
      else planned = next.count;
    }
    for (const [attempt, retryAfterMs] of refused)
      attempt.interrupt(attempt.failure(RATE_LIMIT_REACHED, { retryAfterMs }));
    letGo();
  }

  /** Lets the attempts go whose turn it is, and sets a timer for the next one. */
  function letGo(): void {
    for (const one of waiting) {
      const now = nowMs();
      const next = countTurn(count, now);
      const { atMs } = next.turn;
      if (atMs > now) {
        if (isLater(atMs, one.limitMs)) return lineUp();
        if (!one.isArmed || one.dueMs !== atMs) setTimer(one, atMs);
        return;
      }
      // The times of all attempts behind it follow from the moment at which it really goes.
      if (one.dueMs !== now) planned = undefined;
      ({ count } = next);
      one.attempt.turn = next.turn;
      leaveLine(one);
      one.go();
    }
  }

  /** It runs beside an earlier timer, because a host may drop the timers of another request. */
  function setTimer(one: Waiting, atMs: number): void {
    one.dueMs = atMs;
    one.isArmed = true;
    const ring = (): void => {
      if (one.dueMs === atMs) one.isArmed = false;
      letGo();
    };
    const cancel = clock?.schedule(wholeMs(atMs - nowMs()), ring);
    if (cancel) one.cancels.push(cancel);
  }

  function leaveLine(one: Waiting): void {
    waiting.delete(one);
    for (const cancel of one.cancels) cancel();
  }

  function plan(): RateCount {
    if (!planned) {
      planned = count;
      for (let left = waiting.size; left > 0; left -= 1)
        planned = countTurn(planned, nowMs()).count;
    }
    return planned;
  }

  const bind = (platform: Clock): PolicyHooks => {
    clock ??= createSteadyClock(platform);
    return {
      enter(attempt) {
        // Attempts whose timer is about to fire come first.
        letGo();
        const now = nowMs();
        const { count: after, turn } = countTurn(plan(), now);
        const waitMs = wholeMs(turn.atMs - now);
        if (waitMs > maxWaitMs) throw attempt.failure(RATE_LIMIT_REACHED, { retryAfterMs: waitMs });
        planned = after;
        if (waitMs === 0 && waiting.size === 0) {
          count = after;
          attempt.turn = turn;
          return;
        }
        return attempt.wait<void>((go) => {
          const times = { limitMs: now + maxWaitMs, dueMs: now, isArmed: false };
          const one: Waiting = { attempt, go, ...times, cancels: [] };
          setTimer(one, turn.atMs);
          waiting.add(one);
          return () => {
            if (!waiting.has(one)) return;
            leaveLine(one);
            planned = undefined;
            letGo();
          };
        });
      },
      leave({ turn, started }, failure) {
        if (turn && !started) {
          count = takeBack(count, turn);
          lineUp();
        }
        // Only an answer of the server has a status.
        const isHint = failure?.status === 429 || failure?.status === 503;
        const resetMs = isHint ? failure.retryAfterMs : undefined;
        if (resetMs !== undefined) hear({ remaining: 0, resetMs }, platform);
      },
    };
  };
  const policy: RateLimit = Object.assign(bind, {
    reconfigure,
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
    does: 'keeps to a rate',
    refuses: 'It refuses with RATE_LIMIT_REACHED when the wait would be longer than maxWaitMs.',
    place: 4,
    latest: 5,
    once: 'Give one limiter both limits.',
    get rules() {
      return { limiter: count.limiter, maxWaitMs };
    },
  });
  reconfigure(options);
  return policy;
}

const isLater = (ms: number, thanMs: number): boolean => wholeMs(ms - thanMs) > 0;
