import type { StoredEvent, TelemetryStore } from './telemetry-store.ts';

export interface MemoryTelemetryStoreOptions {
  /** How many events are stored. The oldest go. @default 100_000 */
  readonly maxEvents?: number;
}

/** For tests and for servers without a database: everything is forgotten with the process. */
export function memoryTelemetryStore({
  maxEvents = 100_000,
}: MemoryTelemetryStoreOptions = {}): TelemetryStore {
  const events = new Map<string, StoredEvent>();
  return {
    async add(added) {
      const fresh = new Map(added.map((event) => [event.id, event] as const));
      for (const id of fresh.keys()) if (events.has(id)) fresh.delete(id);
      for (const [id, event] of fresh) events.set(id, event);
      for (const id of events.keys()) {
        if (events.size <= maxEvents) break;
        events.delete(id);
      }
      return fresh.size;
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
