// Slices
export {
  /** Defines a slice: some data, and the operations that change it. */
  defineSlice,
  /** What `defineSlice` returns. */
  type DefinedSlice,
} from './define-slice.ts';
/** Keeps a read of a slice fresh. */
export { followRead } from './follow-read.ts';
/** Follows a stream of a slice. */
export { followStream } from './follow-stream.ts';
/** Shows writes over the data before the server has answered. */
export { optimisticLayers } from './optimistic-layers.ts';
/** Puts the items of a fresh list where the user sees them. */
export { keepPlaces } from './keep-places.ts';
export type {
  /** What an earlier call that is under way means for a call. */
  Dedupe,
} from './admit-run.ts';
export type {
  /** How the app uses a read of a slice. */
  ReadControl,
  /** What a store of a slice has beside the members of every zustand store. */
  Slice,
  /** The state of a slice: its data, its operations and where they stand. */
  SliceState,
  /** How the app uses a stream of a slice. */
  StreamControl,
  /** How the app uses a write of a slice. */
  WriteControl,
} from './slice-state.ts';
export {
  /** Makes a hook for each member of a store's state. */
  hooksOf,
  /** What `hooksOf` returns. */
  type HooksOf,
} from './hooks-of.ts';
/** Shows a state by its kind, and is checked to cover each. */
export { matchState } from '@holdfast/core/parts';

// Transactions
/** Changes several slices together or not at all. */
export { transactSlices } from './transact-slices.ts';
/** What the work of a transaction does. */
export type { Transaction } from './transaction.ts';

// Persistence
export {
  /** Keeps the data of a slice, or of any zustand store, on the device. */
  persistSlice,
} from './persistence/persist-slice.ts';
/** What `persistSlice` takes. */
export type { PersistOptions } from './persistence/persist-options.ts';
/** Where the data of a slice stands on the device. */
export type { SliceStatus } from './persistence/slice-status.ts';
/** Keeps slices in `localStorage`. */
export { webSliceStore } from './persistence/web-slice-store.ts';
/** Keeps slices in IndexedDB. */
export { idbSliceStore } from './persistence/idb-slice-store.ts';
/** Lets tabs tell each other of changes, in an app without `@holdfast/offline`. */
export { webTabs } from '@holdfast/core/parts';
export {
  /** A store that begins with the data of an earlier storage, such as zustand's `persist`. */
  takingOver,
  /** The data of an earlier storage. */
  type EarlierItem,
} from './persistence/taking-over.ts';
export type {
  /** Where slices keep their data; an app may write its own. */
  SliceStore,
  /** Data that was set aside, as it was stored. */
  RecordAside,
} from './persistence/slice-store.ts';
/** One step of a migration. */
export type { MigrationStep } from './persistence/read-kept.ts';
export type {
  /** The store of one slice on the device, while it is attached. */
  AttachedPersistence,
  /** Keeps the data of slices on the device. */
  SlicePersistence,
  /** What a slice gives to its persistence. */
  SlicePort,
} from './slice-port.ts';
