import type { TroubleMemory } from './count-event.ts';

/** When there are more at once, it forgets the oldest, so that the memory stays bounded. */
const MOST_KEPT = 1_000;

/** Remembers a trouble until the event about its operation comes. */
export function createTroubleMemory(): TroubleMemory {
  const kept = new Set<string>();
  return {
    remember(incidentId) {
      kept.add(incidentId);
      if (kept.size <= MOST_KEPT) return;
      const [oldest = incidentId] = kept;
      kept.delete(oldest);
    },
    forget: (incidentId) => kept.delete(incidentId),
  };
}
