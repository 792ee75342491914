// All of it
export { onThisDevice } from './on-this-device.ts';
export type { OnThisDevice, OnThisDeviceOptions } from './on-this-device.ts';

// Outbox
export { createOutbox } from './outbox/create-outbox.ts';
export type { Outbox, OutboxOptions, OutboxPartOptions } from './outbox/outbox.ts';
export { laterOutbox, type LaterOutboxOptions } from './later/later-outbox.ts';
export { coalesceUnsent, type Coalescing } from './chains/coalesce-unsent.ts';
export { awaitDependencies, type Dependencies } from './chains/await-dependencies.ts';
export { createTemporaryId } from './chains/temporary-ids.ts';
export { migrateEntries, type Migration, type MigrationOptions } from './chains/migrate-entries.ts';
export { addRequest, type AddRequestOptions } from './outbox/add-request.ts';
export { answerConflict, type ConflictAnswer } from './decisions/answer-conflict.ts';
export { editEntry, retryUnderNewKey, type Edited } from './decisions/edit-entry.ts';
export { exportEntries } from './decisions/export-entries.ts';
export { inspectEntry, type InspectedEntry } from './decisions/inspect-entry.ts';
export type { ProbeAnswer } from './decisions/probe-state.ts';
export { probeUncertain } from './decisions/probe-uncertain.ts';
export { resolveConflicts, type Conflict } from './decisions/resolve-conflicts.ts';
export { outboxStatus, type OutboxStatusOptions } from './status/outbox-status.ts';
export type { OutboxStatus } from './status/status-of.ts';
export type { OutboxLimits } from './outbox/outbox-limits.ts';
export type { DrainGuard } from './outbox/create-engine.ts';
export type { QuarantinedRow } from './outbox/quarantined-row.ts';
export type { StorageState } from './outbox/watch-store.ts';
export type { Background } from './outbox/web-background-sync.ts';
export {
  uploadTransport,
  type Upload,
  type UploadOptions,
  type UploadTransport,
} from './upload/upload-transport.ts';
export { encryptAtRest } from './encryption/encrypt-at-rest.ts';
export type { Encryption } from './encryption/encryption.ts';
export { webChannel, webLocks } from '@holdfast/core/parts';

// Drafts
export { createDraftStore, type DraftStoreOptions } from './drafts/idb-draft-store.ts';
export type { InspectableDraftStore, QuarantinedDraft } from './drafts/quarantined-draft.ts';

// Reads
export { createReadCache, type ReadCacheOptions } from './cache/idb-read-cache.ts';

// A user who leaves
export {
  countUnsent,
  purgeDevice,
  type PurgeOptions,
  type Unsent,
  type UnsentOptions,
} from './purge/purge-device.ts';
export { unsentDrafts } from './purge/unsent-drafts.ts';

// Budgets
export { createLedgerStore, type LedgerStoreOptions } from './budget/idb-ledger-store.ts';

// Telemetry
export { createBeaconBuffer, type BeaconBufferOptions } from './telemetry/idb-beacon-buffer.ts';

// All stores
export type { Closable } from './database/idb-open.ts';
