import type { StreamRules } from './stream-rules.ts';

export const DEFAULT_MAX_HINT_MS = 60_000;

/** How long a stream may be silent, in milliseconds. */
export function stallMs({ heartbeatMs = 15_000 }: Pick<StreamRules, 'heartbeatMs'>): number {
  // With a heartbeat that is no number, each body would count as stalled.
  return Math.max(2.5 * heartbeatMs || 0, 30_000);
}

/** The longest time until a stream has begun. Policies around it may wait for the server's hints. */
export function beginMs(rules: Pick<StreamRules, 'heartbeatMs' | 'maxHintMs'>): number {
  return Math.max(stallMs(rules), 2 * (rules.maxHintMs ?? DEFAULT_MAX_HINT_MS));
}
