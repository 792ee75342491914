import type { PersistenceState } from '@holdfast/core/parts';
import type { RecordAside } from './slice-store.ts';

/** The state of the data of a slice on the device. `savedAt` is wall-clock milliseconds. */
export type SliceStatus = PersistenceState & {
  /** Whether the newest change is not on the device yet. */
  readonly isUnsaved: boolean;
  /** When the data on the device was saved. */
  readonly savedAt: number | undefined;
  /** Reads unread data, and writes unwritten changes. Never rejects: the status has the failure. */
  readonly flush: () => Promise<void>;
  /**
   * Carries out the user's decision about data that was set aside, and returns all of it. `export` changes nothing.
   * `keep` leaves the data on the device, and `discard` deletes it; the status then goes on without `quarantined`.
   * Never rejects.
   */
  readonly resolve: (choice: 'keep' | 'discard' | 'export') => Promise<readonly RecordAside[]>;
};
