import { settle } from './settle.ts';
import type { SliceStore } from './slice-store.ts';

/** The item of another storage, in the shape of zustand's `persist`. */
export interface EarlierItem {
  readonly state: unknown;
  /** @default 0 */
  readonly version?: number;
}

/**
 * A store that asks `read` for the data of an earlier storage while it has no data of its own for a slice. The data
 * goes through the migrations and the schema of the slice. The earlier storage keeps its item.
 */
export function takingOver(
  store: SliceStore,
  read: (key: string) => EarlierItem | null | undefined,
): SliceStore {
  return {
    ...store,
    load: (owner, key) =>
      settle(
        () => store.load(owner, key),
        (found) => {
          const item = found ? undefined : earlier(read, key);
          if (!item) return found;
          const value = { values: item.state, revisions: {} };
          return { owner, key, version: item.version ?? 0, revision: 1, savedAt: 0, value };
        },
        (error) => {
          throw error;
        },
      ),
  };
}

/** An item that cannot be read counts as missing, and stays where it is. */
function earlier(
  read: (key: string) => EarlierItem | null | undefined,
  key: string,
): EarlierItem | null | undefined {
  try {
    return read(key);
  } catch {
    return undefined;
  }
}
