import type { DraftRecord, DraftSaved } from '@holdfast/core/parts';
import type { Awaitable } from './settle.ts';

/** A record that a slice could not understand, exactly as it was stored. */
export interface RecordAside {
  readonly record: unknown;
  readonly reason: string;
}

/**
 * Where slices keep their data, apart for each owner. Each `DraftStore` is one, such as `holdfast.drafts`. A store
 * may answer without a promise. The slice then has its data before the first render.
 */
export interface SliceStore {
  /** Rejects with `STORAGE_CORRUPT` when it found a value that is no record, and moved it aside. */
  load(owner: string, key: string): Awaitable<DraftRecord | undefined>;
  /** Writes only when the stored revision is the one before, or no record is stored. */
  save(record: DraftRecord): Awaitable<DraftSaved>;
  /** Moves a record aside. It never deletes it. */
  quarantine(record: DraftRecord, reason: string): Awaitable<void>;
  /** Keeps a record before it returns, for a page that the user leaves. */
  keepNow?(record: DraftRecord): void;
  /** The records that were moved aside, the oldest first. @default they stay on the device, and no slice shows them */
  aside?(owner: string, key: string): Awaitable<readonly RecordAside[]>;
  /** Deletes the records that were moved aside. @default they stay on the device */
  forgetAside?(owner: string, key: string): Awaitable<void>;
  /** Deletes all data of an owner, for a user who signs out. Sign the user out first, in every tab. */
  purge?(owner: string): Awaitable<void>;
  /** Whether two tabs can write at the same moment, so that each write needs a lock. @default false */
  readonly needsLock?: boolean;
}
