/** Calls and extra attempts of the last seconds, one pair of counts for each second. */
export interface RetryBudgetState {
  /** The second of the first pair. */
  readonly second: number;
  /** Calls and extra attempts in turn, the latest second first. */
  readonly counts: readonly number[];
}

export interface RetryBudgetRules {
  /** Extra attempts for each call. */
  readonly ratio: number;
  /** Extra attempts a second that are always allowed. */
  readonly minPerSecond: number;
  readonly windowSeconds: number;
}

export const newRetryBudget: RetryBudgetState = { second: 0, counts: [] };

/** The state at this time, without counts that are too old. If the clock was set back, all counts are dropped. */
export function atTime(
  { second, counts }: RetryBudgetState,
  nowMs: number,
  { windowSeconds }: RetryBudgetRules,
): RetryBudgetState {
  const now = Math.floor(nowMs / 1000);
  const passed = now < second ? windowSeconds : Math.min(now - second, windowSeconds);
  const fresh = Array<number>(passed * 2).fill(0);
  return { second: now, counts: [...fresh, ...counts].slice(0, windowSeconds * 2) };
}

export function earn(state: RetryBudgetState): RetryBudgetState {
  return add(state, 1, 0);
}

/** The state after one extra attempt, or `undefined` if that would be one too many. */
export function spend(
  state: RetryBudgetState,
  { ratio, minPerSecond, windowSeconds }: RetryBudgetRules,
): RetryBudgetState | undefined {
  let calls = 0;
  let extra = 0;
  for (const [index, count] of state.counts.entries()) {
    if (index % 2 === 0) calls += count;
    else extra += count;
  }
  return extra + 1 <= calls * ratio + minPerSecond * windowSeconds ? add(state, 0, 1) : undefined;
}

/**
 * The state without one extra attempt that was not made after all. It removes the latest one, because that
 * would stay longest.
 */
export function refund(state: RetryBudgetState): RetryBudgetState {
  const latest = state.counts.findIndex((count, index) => index % 2 === 1 && count > 0);
  return latest < 0
    ? state
    : { ...state, counts: state.counts.with(latest, (state.counts[latest] ?? 1) - 1) };
}

function add({ second, counts }: RetryBudgetState, calls: number, extra: number): RetryBudgetState {
  const [now = 0, extraNow = 0, ...rest] = counts;
  return { second, counts: [now + calls, extraNow + extra, ...rest] };
}
