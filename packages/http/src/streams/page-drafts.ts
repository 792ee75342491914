import type { DraftRecord, DraftStore } from '@holdfast/core/parts';

const at = (owner: string, key: string): string => JSON.stringify([owner, key]);

/** Keeps texts for as long as the page lives, for a runtime without a draft store. */
export function pageDrafts(): DraftStore {
  const kept = new Map<string, DraftRecord>();
  return {
    load: async (owner, key) => kept.get(at(owner, key)),
    async save(record) {
      kept.set(at(record.owner, record.key), record);
      return { kind: 'saved' };
    },
    async remove(owner, key) {
      kept.delete(at(owner, key));
    },
    async quarantine({ owner, key }) {
      kept.delete(at(owner, key));
    },
  };
}
