import type { BeaconEvent } from './beacon-state.ts';

/** Keeps events until they were received, over reloads if it can. What it cannot do, it rejects. */
export interface BeaconBuffer {
  load(): Promise<readonly BeaconEvent[]>;
  add(events: readonly BeaconEvent[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}

/** Keeps events for as long as the page lives. */
export function memoryBeaconBuffer(): BeaconBuffer {
  const events = new Map<string, BeaconEvent>();
  return {
    load: async () => [...events.values()],
    async add(added) {
      for (const one of added) events.set(one.id, one);
    },
    async remove(ids) {
      for (const id of ids) events.delete(id);
    },
  };
}
