/** Events of one kind and party within one hour. */
export interface Flood {
  readonly until: number;
  readonly seen: number;
  /** How many of them are written down, each or by number. */
  readonly told: number;
}

export const quiet = (until: number): Flood => ({ until, seen: 0, told: 0 });

/**
 * Counts more events. `write` is the number of events for which to write a line now, 0 for none: the first ones have
 * a line each, and after that each doubling has one. So a flood has few lines, and even a crash forgets the number of
 * less than half of it, never that it happened.
 */
export function nextFlood(
  { until, seen, told }: Flood,
  most: number,
  more: number = 1,
): { readonly flood: Flood; readonly write: number } {
  const all = seen + more;
  const isDue = all <= most || all >= 2 * told;
  return isDue
    ? { flood: { until, seen: all, told: all }, write: all - told }
    : { flood: { until, seen: all, told }, write: 0 };
}
