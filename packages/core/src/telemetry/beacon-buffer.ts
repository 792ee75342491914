import type { BeaconEvent } from './beacon-state.ts';

/** Keeps events until the server has received them, over reloads if it can. Each method rejects when it fails. */
export interface BeaconBuffer {
  load(): Promise<readonly BeaconEvent[]>;
  add(events: readonly BeaconEvent[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}

/** A buffer in memory, which lives as long as the page. */
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
