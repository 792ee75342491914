import { requireOptionsAlways } from '@holdfast/core/parts';
import type { StoredEvent, TelemetryStore } from './telemetry-store.ts';

export interface MemoryTelemetryStoreOptions {
  /** How many events are stored. The oldest go. @default 100_000 */
  readonly maxEvents?: number;
}

/** For tests and for servers without a database: everything is forgotten with the process. */
export function memoryTelemetryStore(options: MemoryTelemetryStoreOptions = {}): TelemetryStore {
  requireOptionsAlways('memoryTelemetryStore', options, {
    maxEvents: 'a whole number above 0?',
  });

  const { maxEvents = 100_000 } = options;
  const events = new Map<string, StoredEvent>();
  return {
    async add(added) {
      const fresh = added.filter((event) => {
        if (events.has(event.id)) return false;
        events.set(event.id, event);
        return true;
      });
      for (const id of events.keys()) {
        if (events.size <= maxEvents) break;
        events.delete(id);
      }
      return fresh.map(({ id }) => id);
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
