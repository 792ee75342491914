// Drafts
export { createDraftStore, type DraftStoreOptions } from './drafts/idb-draft-store.ts';
export { memoryDraftStore } from './drafts/memory-draft-store.ts';
export type { InspectableDraftStore, QuarantinedDraft } from './drafts/quarantined-draft.ts';

// Reads
export { createReadCache, type ReadCacheOptions } from './cache/idb-read-cache.ts';
