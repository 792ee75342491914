const DAY_MS = 86_400_000;

/** The latest end of a lease that is believed. One that ends later was taken while the clock was wrong. */
export const latestLease = (at: number): number => at + DAY_MS;
