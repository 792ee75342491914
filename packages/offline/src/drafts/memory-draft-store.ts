import { Failure } from '@holdfast/core';
import { storable, type DraftRecord } from '@holdfast/core/parts';
import { STORAGE_QUERY_FAILED } from '@holdfast/core/failures';
import { isSameSave, judgeSave, mayRemove } from './draft-revision.ts';
import type { InspectableDraftStore, QuarantinedDraft } from './quarantined-draft.ts';

const at = (owner: string, key: string): string => JSON.stringify([owner, key]);

/** Drafts for tests and for servers: the same contract, gone with the process. */
export function memoryDraftStore(): InspectableDraftStore {
  const drafts = new Map<string, DraftRecord>();
  const quarantine: QuarantinedDraft[] = [];

  return {
    async load(owner, key) {
      const stored = drafts.get(at(owner, key));
      return stored && copyOf(stored);
    },
    async save(record) {
      const { owner, key } = record;
      const saved = judgeSave(drafts.get(at(owner, key)), record);
      if (saved.kind === 'saved') drafts.set(at(owner, key), copyOf(record));
      return copyOf(saved);
    },
    async remove(owner, key, revision) {
      if (mayRemove(drafts.get(at(owner, key)), revision)) drafts.delete(at(owner, key));
    },
    async quarantine(record, reason) {
      const { owner, key } = record;
      if (!quarantine.some((kept) => isSameSave(kept.record, record))) {
        quarantine.push({ record: copyOf(record), reason });
      }
      if (isSameSave(drafts.get(at(owner, key)), record)) drafts.delete(at(owner, key));
    },
    async quarantined(owner) {
      return copyOf(quarantine.filter(({ record }) => record.owner === owner));
    },
  };
}

/** The value that IndexedDB would give back, files included. */
function copyOf<T>(kept: T): T {
  const { value, lost } = storable(kept);
  if (lost.length > 0) throw new Failure(STORAGE_QUERY_FAILED);
  return value;
}
