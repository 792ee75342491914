import type { TroubleMemory } from './count-event.ts';

/** More at a time are a storm. The oldest are forgotten, so that the memory stays bounded. */
const MOST_KEPT = 1_000;

/** Remembers troubles for as long as the event about their operation is on its way. */
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
