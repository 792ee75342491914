import type { DraftRecord } from '@holdfast/core/parts';
import { describe, expect, it } from 'vitest';
import type { InspectableDraftStore } from './quarantined-draft.ts';

export function draft(changes: Partial<DraftRecord> = {}): DraftRecord {
  const { owner = 'mira', key = 'character.new', version = 1, revision = 1 } = changes;
  return { owner, key, version, revision, savedAt: 1000, value: { name: 'Ada' }, ...changes };
}

/** What every draft store promises. `createStore` returns a new, empty store at each call. */
export function draftStoreContract(createStore: () => InspectableDraftStore): void {
  describe('a draft store', () => {
    it('gives nothing for a draft that was never saved', async () => {
      expect(await createStore().load('mira', 'character.new')).toBeUndefined();
    });

    it('gives back the saved draft', async () => {
      const store = createStore();
      expect(await store.save(draft())).toEqual({ kind: 'saved' });
      expect(await store.load('mira', 'character.new')).toEqual(draft());
    });

    it('keeps owners and keys apart, with any content', async () => {
      const store = createStore();
      const records = [
        draft({ owner: 'mira', key: 'a' }),
        draft({ owner: 'mira', key: 'b' }),
        draft({ owner: '', key: 'a' }),
        draft({ owner: 'mira","a', key: '' }),
      ].map((record, index) => ({ ...record, value: index }));
      for (const record of records) await store.save(record);
      for (const record of records) {
        expect(await store.load(record.owner, record.key)).toEqual(record);
      }
    });

    it('keeps its own copy, so that later changes of the value do not reach it', async () => {
      const store = createStore();
      const value = { name: 'Ada' };
      await store.save(draft({ value }));
      value.name = 'Grace';
      expect(await store.load('mira', 'character.new')).toEqual(draft());
      const loaded = (await store.load('mira', 'character.new')) as { value: { name: string } };
      loaded.value.name = 'Grace';
      expect(await store.load('mira', 'character.new')).toEqual(draft());
    });

    it('writes the revision that follows the stored one', async () => {
      const store = createStore();
      await store.save(draft({ revision: 1 }));
      expect(await store.save(draft({ revision: 2, value: 'new' }))).toEqual({ kind: 'saved' });
      expect((await store.load('mira', 'character.new'))?.value).toBe('new');
    });

    it.each([
      ['the same', 2],
      ['an older', 1],
      ['a later but not the next', 4],
    ])('answers %s revision with a conflict and writes nothing', async (_, revision) => {
      const store = createStore();
      await store.save(draft({ revision: 1 }));
      const theirs = draft({ revision: 2, value: 'theirs' });
      await store.save(theirs);
      expect(await store.save(draft({ revision, value: 'mine' }))).toEqual({
        kind: 'conflict',
        theirs,
      });
      expect(await store.load('mira', 'character.new')).toEqual(theirs);
    });

    it('lets one of two tabs that save at the same time win, and tells the other', async () => {
      const store = createStore();
      await store.save(draft({ revision: 1 }));
      const saved = await Promise.all(
        Array.from({ length: 8 }, (_, tab) => store.save(draft({ revision: 2, value: tab }))),
      );
      expect(saved.filter(({ kind }) => kind === 'saved')).toHaveLength(1);
      const winner = saved.findIndex(({ kind }) => kind === 'saved');
      expect((await store.load('mira', 'character.new'))?.value).toBe(winner);
    });

    it('saves a draft of any revision when no draft is stored', async () => {
      const store = createStore();
      expect(await store.save(draft({ revision: 7 }))).toEqual({ kind: 'saved' });
    });

    it('refuses a value that cannot be stored, keeps the draft that it had, and advises no retry', async () => {
      const store = createStore();
      await store.save(draft());
      await expect(
        store.save(draft({ revision: 2, value: { act: () => {} } })),
      ).rejects.toMatchObject({ code: 'STORAGE_QUERY_FAILED', retry: 'never' });
      expect(await store.load('mira', 'character.new')).toEqual(draft());
    });

    it('removes a draft, and does nothing when there is none', async () => {
      const store = createStore();
      await store.save(draft());
      await store.remove('mira', 'character.new');
      await store.remove('mira', 'character.new');
      expect(await store.load('mira', 'character.new')).toBeUndefined();
    });

    it('does not remove a newer revision than the caller names', async () => {
      const store = createStore();
      await store.save(draft({ revision: 1 }));
      await store.save(draft({ revision: 2 }));
      await store.remove('mira', 'character.new', 1);
      expect(await store.load('mira', 'character.new')).toEqual(draft({ revision: 2 }));
      await store.remove('mira', 'character.new', 2);
      expect(await store.load('mira', 'character.new')).toBeUndefined();
    });
  });

  describe('the quarantine of a draft store', () => {
    it('holds a draft that was set aside as it was, and makes room for a new draft', async () => {
      const store = createStore();
      const broken = draft({ value: { nmae: 'Ada' } });
      await store.save(broken);
      await store.quarantine(broken, 'invalid');
      expect(await store.load('mira', 'character.new')).toBeUndefined();
      expect(await store.quarantined('mira')).toEqual([{ record: broken, reason: 'invalid' }]);
    });

    it('is never overwritten: every draft set aside stays, in order', async () => {
      const store = createStore();
      for (const savedAt of [1, 2, 3]) {
        const broken = draft({ savedAt, value: savedAt });
        await store.save(broken);
        await store.quarantine(broken, 'invalid');
      }
      const kept = await store.quarantined('mira');
      expect(kept.map(({ record }) => record.value)).toEqual([1, 2, 3]);
    });

    it('takes one copy when two tabs set the same draft aside', async () => {
      const store = createStore();
      await store.save(draft());
      await Promise.all([
        store.quarantine(draft(), 'invalid'),
        store.quarantine(draft(), 'unreadable'),
      ]);
      expect(await store.quarantined('mira')).toHaveLength(1);
    });

    it('leaves a draft alone that was saved after the broken one was read', async () => {
      const store = createStore();
      await store.save(draft({ revision: 1 }));
      const mended = draft({ revision: 2, value: 'mended' });
      await store.save(mended);
      await store.quarantine(draft({ revision: 1 }), 'invalid');
      expect(await store.load('mira', 'character.new')).toEqual(mended);
      expect(await store.quarantined('mira')).toHaveLength(1);
    });

    it('returns and deletes the drafts that were set aside for one key, and leaves those of other keys', async () => {
      const store = createStore();
      const others = [draft({ key: 'other' }), draft({ owner: 'noor' })];
      for (const record of [draft(), ...others]) await store.quarantine(record, 'invalid');
      const mine = [{ record: draft(), reason: 'invalid' }];
      expect(await store.aside('mira', 'character.new')).toEqual(mine);
      await store.forgetAside('mira', 'character.new');
      expect(await store.aside('mira', 'character.new')).toEqual([]);
      expect(await store.quarantined('mira')).toHaveLength(1);
      expect(await store.quarantined('noor')).toHaveLength(1);
    });

    it('tells the texts about which the user has not decided, the latest first, until the user has', async () => {
      const store = createStore();
      const [early, late] = [draft({ savedAt: 5 }), draft({ savedAt: 7, value: 'late' })];
      for (const record of [early, late]) await store.quarantine(record, 'unchosen');
      await store.quarantine(draft({ savedAt: 6 }), 'invalid');
      await store.quarantine(draft({ key: 'other' }), 'unchosen');
      const unchosen = () => store.unchosen?.('mira', 'character.new');
      expect(await unchosen()).toEqual([late, early]);
      await store.quarantine(late, 'conflict');
      await store.quarantine(late, 'unchosen');
      expect(await unchosen()).toEqual([early]);
      expect(await store.aside('mira', 'character.new')).toHaveLength(3);
    });

    it('takes a decision about a text without touching a draft that was saved in the same moment', async () => {
      const store = createStore();
      const other = draft({ value: 'of the other tab' });
      await store.save(draft());
      await store.quarantine(draft({ ...other, savedAt: 999 }), 'unchosen');
      await store.quarantine(draft({ ...other, savedAt: 999 }), 'conflict');
      expect(await store.load('mira', 'character.new')).toEqual(draft());
    });

    it('keeps the drafts of each owner apart', async () => {
      const store = createStore();
      await store.quarantine(draft({ owner: 'mira' }), 'invalid');
      expect(await store.quarantined('noor')).toEqual([]);
    });
  });
}
