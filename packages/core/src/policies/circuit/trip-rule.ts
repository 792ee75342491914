import { describePart, requirePositive } from '#composition';

/** The memory of a rule about the calls, as JSON. */
export type TripMemory = (number | TripMemory)[];

/**
 * Says from the calls through a closed circuit when it must open. A rule is an immutable value. The circuit keeps the
 * memory of the rule, and the rule writes into it.
 */
export interface TripRule {
  /** The first memory of a closed circuit. */
  start(): TripMemory;
  /** Whether `note` needs to know the time. Reading the clock costs more than all the rest. */
  readonly timed?: boolean;
  /** Takes in one call and says whether the circuit must open. */
  note(memory: TripMemory, failed: boolean, nowMs: number, tookMs: number): boolean;
}

/** Opens after this many failures in a row. A success clears the count. */
export function consecutiveFailures(count: number): TripRule {
  requirePositive('consecutiveFailures', { count });
  const rule: TripRule = {
    start: () => [0],
    note(memory: [number], failed) {
      // The memory may be that of another rule: a snapshot outlives a new version of the app.
      memory[0] = failed ? (memory[0] || 0) + 1 : 0;
      return memory[0] >= count;
    },
  };
  describePart(rule, { name: 'consecutiveFailures', rules: { count } });
  return rule;
}
