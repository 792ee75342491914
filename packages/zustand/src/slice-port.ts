import type { Holdfast, Observable } from '@holdfast/core';

/**
 * What a slice gives to its persistence: the data of the slice, without the states of operations and without the
 * layers of waiting writes, which the outbox keeps.
 */
export interface SlicePort<TData extends object> {
  /** The name of the slice, the same for every user. */
  readonly name: string;
  /** The user whose data it is. @default '': the data of the device */
  readonly owner?: string;
  /** Where data is kept, and on whose clock. @default the options of the persistence */
  readonly holdfast?: Pick<Holdfast, 'drafts' | 'tabs' | 'platform' | 'sink'>;
  /** The data that the slice was defined with. */
  getInitialState(): TData;
  getState(): TData;
  /** Merges stored data into the slice. Layers of waiting writes stay over it. */
  setState(stored: Partial<TData>): void;
  /** The ids of the writes whose layers lie over the data now. They are not in it. @default none */
  pending?(): readonly string[];
  /**
   * Shows the user's sent writes that are not in the data that was read at the start: those that took effect after it was
   * saved, and those that were pending then. Resolves when they are shown.
   */
  restored?(savedAt: number, pending: readonly string[]): Promise<void>;
  /** Calls for each change of the data, also for a change that `setState` made. Returns the undo. */
  subscribe(listener: (data: TData, previous: TData) => void): () => void;
}

/** The store of one slice on the device, while it is attached. */
export interface AttachedPersistence<TStatus> {
  /** The status of the persistence. The slice exposes it as `slice.persistence`. */
  readonly status: Observable<TStatus>;
  /**
   * Hands over unwritten changes, and stops. The slice calls it when another user signs in and when the slice is
   * disposed of. When the call returns, the slice may change its data, and this attachment must not see that.
   */
  detach(): void;
}

/** Keeps the data of slices on the device. `persistSlice` makes one. */
export interface SlicePersistence<TData extends object, TStatus = unknown> {
  /** Called when the store is created, and again for each user who signs in. */
  attach(port: SlicePort<TData>): AttachedPersistence<TStatus>;
}
