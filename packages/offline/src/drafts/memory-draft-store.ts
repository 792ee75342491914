import { type DraftRecord, toStorageFailure } from '@holdfast/core';
import { isSameSave, judgeSave, mayRemove } from './draft-revision.ts';
import type { InspectableDraftStore, QuarantinedDraft } from './quarantined-draft.ts';

const at = (owner: string, key: string): string => JSON.stringify([owner, key]);

/** Drafts for tests and for servers: the same contract, gone with the process. */
export function memoryDraftStore(): InspectableDraftStore {
  const drafts = new Map<string, DraftRecord>();
  const quarantine: QuarantinedDraft[] = [];

  return {
    async load(owner, key) {
      return structuredClone(drafts.get(at(owner, key)));
    },
    async save(record) {
      const { owner, key } = record;
      const saved = judgeSave(drafts.get(at(owner, key)), record);
      if (saved.kind === 'saved') drafts.set(at(owner, key), clone(record));
      return structuredClone(saved);
    },
    async remove(owner, key, revision) {
      if (mayRemove(drafts.get(at(owner, key)), revision)) drafts.delete(at(owner, key));
    },
    async quarantine(record, reason) {
      const { owner, key } = record;
      if (!quarantine.some((kept) => isSameSave(kept.record, record))) {
        quarantine.push({ record: clone(record), reason });
      }
      if (isSameSave(drafts.get(at(owner, key)), record)) drafts.delete(at(owner, key));
    },
    async quarantined(owner) {
      return structuredClone(quarantine.filter(({ record }) => record.owner === owner));
    },
  };
}

function clone(record: DraftRecord): DraftRecord {
  try {
    return structuredClone(record);
  } catch (error) {
    throw toStorageFailure(error);
  }
}
