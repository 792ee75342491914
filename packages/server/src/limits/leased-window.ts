import type { LeasedPlaces, Report, Reservation } from './lease-state.ts';
import { type RequestLimit, type RateLimitDecision, takePlaceIn } from './window-state.ts';

/**
 * How long a server repeats a refusal before it asks the shared window again: other servers may have given places
 * back.
 */
const BELIEVED_MS = 1000;

/** The state of one server for a key that several servers count together. Times are its own, monotonic ones. */
export interface LeasedWindow {
  /** The decision, where the server can take it alone. */
  decide(now: number, limit: RequestLimit): RateLimitDecision | undefined;
  /** The decision while the shared window cannot be reached: the server counts as if it were the only one. */
  decideAlone(now: number, limit: RequestLimit): RateLimitDecision;
  /** The report for the shared window, in the time of that window: at `now` its clock showed `clock`. */
  report(now: number, clock: number): Report;
  /** Adds the places that were reserved after that report. `now` is the time of the question. */
  learn(now: number, limit: RequestLimit, reservation: Reservation): void;
  /** Whether the window is empty: no request in it counts any more. */
  isOver(now: number): boolean;
}

export function createLeasedWindow(): LeasedWindow {
  let rule: RequestLimit | undefined;
  let lease: LeasedPlaces | undefined;
  let left = 0;
  let endsAt = 0;
  let decided: RateLimitDecision | undefined;
  let decidedAt = 0;
  let passed: number[] = [];
  let countsUntil = 0;

  const isOf = (limit: RequestLimit): boolean =>
    rule?.limit === limit.limit && rule.windowMs === limit.windowMs;

  return {
    decide(now, limit) {
      if (!decided || !isOf(limit)) return undefined;
      const resetMs = Math.ceil(decidedAt - now + decided.resetMs);
      if (!decided.allowed) {
        const isBelieved = resetMs > 0 && now - decidedAt < BELIEVED_MS;
        return isBelieved ? { ...decided, resetMs } : undefined;
      }
      if (left === 0 || now >= endsAt) return undefined;
      left -= 1;
      passed.push(now);
      countsUntil = now + limit.windowMs;
      decided = { ...decided, remaining: decided.remaining - 1 };
      return { ...decided, resetMs: Math.max(1, resetMs) };
    },
    decideAlone(now, limit) {
      countsUntil = now + limit.windowMs;
      return takePlaceIn(passed, now, limit);
    },
    report: (now, clock) => ({
      lease,
      passed: passed.filter((at) => at <= now).map((at) => Math.ceil(clock - (now - at))),
    }),
    learn(now, limit, reservation) {
      rule = limit;
      ({ lease, decision: decided } = reservation);
      left = lease?.count ?? 0;
      endsAt = lease ? now + (lease.at - reservation.window.at) : now;
      decidedAt = now;
      // The report lacks the requests that passed since then.
      passed = passed.filter((at) => at > now);
      countsUntil = now + limit.windowMs;
    },
    isOver: (now) => now >= countsUntil,
  };
}
