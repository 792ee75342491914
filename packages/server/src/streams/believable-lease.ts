const DAY_MS = 86_400_000;

/** The latest believable end of a lease. A lease that ends later was taken while the clock was wrong. */
export const latestLease = (at: number): number => at + DAY_MS;
