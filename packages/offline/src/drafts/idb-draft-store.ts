import type { DraftRecord } from '@holdfast/core';
import type { DBSchema } from 'idb';
import { openDatabase } from '../database/idb-open.ts';
import { isSameSave, judgeSave, mayRemove } from './draft-revision.ts';
import type { InspectableDraftStore, QuarantinedDraft } from './quarantined-draft.ts';

export interface DraftStoreOptions {
  /** The name of the database. @default 'holdfast-drafts' */
  readonly name?: string;
}

type SaveKey = [owner: string, key: string, revision: number, savedAt: number];

interface DraftSchema extends DBSchema {
  drafts: { key: [owner: string, key: string]; value: DraftRecord };
  quarantine: { key: number; value: QuarantinedDraft; indexes: { save: SaveKey } };
}

/**
 * Drafts in IndexedDB, in a database of their own, shared by all tabs. A save is on disk when it
 * resolves. It opens at the first use; creating it does nothing.
 */
export function createDraftStore(options: DraftStoreOptions = {}): InspectableDraftStore {
  const database = openDatabase<DraftSchema>({
    name: options.name ?? 'holdfast-drafts',
    version: 1,
    upgrade(upgraded) {
      upgraded.createObjectStore('drafts', { keyPath: ['owner', 'key'] });
      upgraded
        .createObjectStore('quarantine', { autoIncrement: true })
        .createIndex('save', ['record.owner', 'record.key', 'record.revision', 'record.savedAt']);
    },
  });

  return {
    load: (owner, key) =>
      database.transact(['drafts'], 'readonly', (tx) => tx.objectStore('drafts').get([owner, key])),

    save: (record) =>
      database.transact(
        ['drafts'],
        'readwrite',
        async (tx) => {
          const drafts = tx.objectStore('drafts');
          const saved = judgeSave(await drafts.get([record.owner, record.key]), record);
          if (saved.kind === 'saved') await drafts.put(record);
          return saved;
        },
        { durability: 'strict' },
      ),

    remove: (owner, key, revision) =>
      database.transact(['drafts'], 'readwrite', async (tx) => {
        const drafts = tx.objectStore('drafts');
        if (mayRemove(await drafts.get([owner, key]), revision)) await drafts.delete([owner, key]);
      }),

    quarantine: (record, reason) =>
      database.transact(
        ['drafts', 'quarantine'],
        'readwrite',
        async (tx) => {
          const { owner, key, revision, savedAt } = record;
          const quarantine = tx.objectStore('quarantine');
          // Two tabs may set the same save aside; one copy of it is enough.
          const known = await quarantine.index('save').getKey([owner, key, revision, savedAt]);
          if (known === undefined) await quarantine.add({ record, reason });
          const drafts = tx.objectStore('drafts');
          if (isSameSave(await drafts.get([owner, key]), record)) await drafts.delete([owner, key]);
        },
        { durability: 'strict' },
      ),

    quarantined: (owner) =>
      database.transact(['quarantine'], 'readonly', async (tx) => {
        const found = await tx.objectStore('quarantine').getAll();
        return found.filter(({ record }) => record.owner === owner);
      }),
  };
}
