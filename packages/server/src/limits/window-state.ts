/** How many requests one key may make in any stretch of time as long as the window. */
export interface RequestLimit {
  /** Names the limit in headers, problems and keys: `user`, `address`. */
  readonly name: string;
  readonly limit: number;
  readonly windowMs: number;
}

export interface RateLimitDecision {
  readonly allowed: boolean;
  /** How many requests may still be made at once. */
  readonly remaining: number;
  /** Milliseconds until the next place is free again. */
  readonly resetMs: number;
}

/** The time of each request that passed and still counts, oldest first. */
export type TakenPlaces = readonly number[];

/**
 * Takes a place in the window, if there is one. The log is exact: no window, wherever it begins, ever holds more than
 * the limit, and no request is refused while it holds less. A refused request takes no place.
 */
export function takePlace(
  taken: TakenPlaces,
  clock: number,
  limit: Pick<RequestLimit, 'limit' | 'windowMs'>,
): { readonly taken: TakenPlaces; readonly decision: RateLimitDecision } {
  const places = [...taken];
  const decision = takePlaceIn(places, clock, limit);
  return { taken: places, decision };
}

/** Does the same, but changes the given log instead of copying it. */
export function takePlaceIn(
  taken: number[],
  clock: number,
  { limit, windowMs }: Pick<RequestLimit, 'limit' | 'windowMs'>,
): RateLimitDecision {
  const last = taken.at(-1) ?? clock;
  // A clock that is set back must not open a window twice. A clock that was wrong by more than a window must not
  // close it for ever.
  const wasWrong = last - clock > windowMs;
  const now = wasWrong ? clock : Math.max(clock, last);
  const firstCounting = wasWrong ? -1 : taken.findIndex((at) => at > now - windowMs);
  if (firstCounting !== 0) taken.splice(0, firstCounting < 0 ? taken.length : firstCounting);
  const allowed = taken.length < limit;
  if (allowed) taken.push(now);
  const next = taken[Math.max(0, taken.length - limit)] ?? now;
  return {
    allowed,
    remaining: Math.max(0, limit - taken.length),
    resetMs: Math.ceil(next - clock + windowMs),
  };
}
