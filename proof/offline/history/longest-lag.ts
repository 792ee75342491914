import type { EntryFacts } from './entry-facts.ts';
import type { History } from './history.ts';

export interface Lag {
  readonly id: string;
  readonly ms: number;
}

/**
 * How long a lane with a healthy server was behind at most: the time between the moment at which an entry could
 * have been sent (it is acknowledged, and the entry before it in its lane has taken effect) and its effect, less
 * the time that its server takes.
 */
export function longestLag(
  { healthyLanes }: History,
  facts: readonly EntryFacts[],
): Lag | undefined {
  let longest: Lag | undefined;
  for (const [lane, serverMs] of healthyLanes ?? []) {
    let freeAt = -Infinity;
    for (const { id, lane: own, acknowledgedAt, appliedAt = Infinity } of facts) {
      if (own !== lane || acknowledgedAt === undefined) continue;
      const ms = appliedAt - Math.max(acknowledgedAt, freeAt) - serverMs;
      freeAt = appliedAt;
      if (longest === undefined || ms > longest.ms) longest = { id, ms };
    }
  }
  return longest;
}
