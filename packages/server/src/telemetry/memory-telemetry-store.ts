import type { StoredEvent, TelemetryStore } from './telemetry-store.ts';

/** For tests and for servers without a database: everything is forgotten with the process. */
export function memoryTelemetryStore(): TelemetryStore {
  const events = new Map<string, StoredEvent>();
  return {
    async add(added) {
      const before = events.size;
      for (const event of added) if (!events.has(event.id)) events.set(event.id, event);
      return events.size - before;
    },
    latest: async (count) => [...events.values()].toReversed().slice(0, count),
    async prune(receivedBefore, limit) {
      const old = [...events.values()]
        .filter(({ receivedAt }) => receivedAt < receivedBefore)
        .slice(0, limit);
      for (const { id } of old) events.delete(id);
      return old.length;
    },
  };
}
