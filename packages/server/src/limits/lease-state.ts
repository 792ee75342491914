import { type RequestLimit, type RateLimitDecision, takePlaceIn } from './window-state.ts';

/** Places that one server may give out by itself. They count as taken when its term ends. */
export interface LeasedPlaces {
  /** The end of the term: no place of the lease is given out later. */
  readonly at: number;
  readonly count: number;
}

/** The shared state of a key's window, for all servers. Times are those of the clock they share. */
export interface SharedWindow {
  /** The time when a server last looked at the window. */
  readonly at: number;
  /** The time of each request that passed and still counts, oldest first. */
  readonly taken: readonly number[];
  readonly leased: readonly LeasedPlaces[];
}

/** The work of a server since it last looked at the shared window. */
export interface Report {
  /** The lease that it gives back. */
  readonly lease?: LeasedPlaces | undefined;
  /** When it let requests through, oldest first. */
  readonly passed: readonly number[];
}

export interface Reservation {
  readonly window: SharedWindow;
  /** The decision on the request that asks. */
  readonly decision: RateLimitDecision;
  /** The places that the server may give out from now on. The request that asks has its place already. */
  readonly lease: LeasedPlaces | undefined;
}

export const NOTHING_TAKEN: SharedWindow = { at: 0, taken: [], leased: [] };

/** The part of the free places that one server takes at once, so that others find places as well. */
const SHARE = 1 / 4;
/** For how much of the window a lease holds. A lease that is never given back counts so much longer. */
const TERM = 1 / 4;

/**
 * Adds the times that a server reports, takes a place for one more request, and leases the server a quarter of the
 * places free then. A window that has fewer than eight free places leases nothing and is exact.
 *
 * A request passes no later than the end of the lease it passed by, and counts from there until the server reports
 * when it was. So no window ever sees more than the limit. The effect of a lease is that other servers cannot use the
 * leased places, for one window and one term at most.
 */
export function reserve(
  window: SharedWindow,
  report: Report,
  clock: number,
  { limit, windowMs }: Pick<RequestLimit, 'limit' | 'windowMs'>,
): Reservation {
  // A clock that is set back must not open a window twice. A clock that was wrong by more than a window must not
  // close it for ever.
  const wasWrong = window.at - clock > windowMs;
  const now = wasWrong ? clock : Math.max(clock, window.at);
  const counts = (at: number): boolean => at > now - windowMs;
  const leased = wasWrong
    ? []
    : without(window.leased, report.lease).filter(({ at }) => counts(at));
  const held = leased.reduce((sum, { count }) => sum + count, 0);
  const taken = [...(wasWrong ? [] : window.taken), ...report.passed]
    .filter(counts)
    .map((at) => Math.min(at, now))
    .toSorted((one, other) => one - other);

  const own = Math.max(0, limit - held);
  const { allowed } = takePlaceIn(taken, now, { limit: own, windowMs });
  const remaining = Math.max(0, own - taken.length);
  const count = allowed ? Math.floor(remaining * SHARE) : 0;
  const lease = count > 1 ? { at: now + windowMs * TERM, count } : undefined;
  const freeAt = whenFree([...taken.map((at) => ({ at, count: 1 })), ...leased], limit) ?? now;
  return {
    window: { at: now, taken, leased: lease ? [...leased, lease] : leased },
    decision: { allowed, remaining, resetMs: Math.ceil(freeAt - clock + windowMs) },
    lease,
  };
}

/** The time of the request whose end in the window makes the next place free. */
function whenFree(places: readonly LeasedPlaces[], limit: number): number | undefined {
  const total = places.reduce((sum, { count }) => sum + count, 0);
  let mustEnd = Math.max(1, total - limit + 1);
  return places
    .toSorted((one, other) => one.at - other.at)
    .find(({ count }) => (mustEnd -= count) <= 0)?.at;
}

function without(
  leased: readonly LeasedPlaces[],
  given: LeasedPlaces | undefined,
): readonly LeasedPlaces[] {
  const index = leased.findIndex(({ at, count }) => at === given?.at && count === given.count);
  return leased.filter((_, place) => place !== index);
}
