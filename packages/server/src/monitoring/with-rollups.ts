import { requireMethods } from '../mistakes/require-value.ts';
import type { StoredEvent, TelemetryStore } from '../telemetry/telemetry-store.ts';
import type { Rollups } from './create-rollups.ts';

/**
 * Wraps a store of events, and counts the events that it stores. An event counts once: when a page sends a batch
 * again, only its new events count.
 */
export function withRollups(
  store: TelemetryStore,
  rollups: Pick<Rollups, 'events'>,
): TelemetryStore {
  requireMethods(
    'withRollups',
    { store },
    ['add', 'latest', 'prune'],
    'a store of telemetry, such as `memoryTelemetryStore()`',
  );
  return {
    async add(events) {
      const fresh = await store.add(events);
      rollups.events(fresh.length === events.length ? events : pick(events, fresh));
      return fresh;
    },
    latest: (count) => store.latest(count),
    prune: (receivedBefore, limit) => store.prune(receivedBefore, limit),
  };
}

/** The first event with each of these ids. */
function pick(events: readonly StoredEvent[], ids: readonly string[]): readonly StoredEvent[] {
  const wanted = new Set(ids);
  return events.filter(({ id }) => wanted.delete(id));
}
