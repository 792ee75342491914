import { deleteDB, openDB } from 'idb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { draft, draftStoreContract } from './draft-store.contract.ts';
import { createDraftStore } from './idb-draft-store.ts';

let databases = 0;

function freshName(): string {
  const name = `drafts-${(databases += 1)}`;
  onTestFinished(() => deleteDB(name));
  return name;
}

draftStoreContract(() => createDraftStore({ name: freshName() }));

describe('drafts in IndexedDB', () => {
  it('are seen by every tab, and only one tab wins a revision', async () => {
    const name = freshName();
    const [one, other] = [createDraftStore({ name }), createDraftStore({ name })];
    await one.save(draft({ revision: 1 }));
    expect(await other.load('mira', 'character.new')).toEqual(draft());
    const saved = await Promise.all([
      one.save(draft({ revision: 2, value: 'one' })),
      other.save(draft({ revision: 2, value: 'other' })),
    ]);
    expect(saved.map(({ kind }) => kind).toSorted()).toEqual(['conflict', 'saved']);
  });

  it('are found again by a page that comes later', async () => {
    const name = freshName();
    await createDraftStore({ name }).save(draft());
    expect(await createDraftStore({ name }).load('mira', 'character.new')).toEqual(draft());
  });

  it('cannot be touched by an app that is older than what is stored', async () => {
    const name = freshName();
    (await openDB(name, 99)).close();
    const store = createDraftStore({ name });
    await expect(store.load('mira', 'character.new')).rejects.toMatchObject({
      code: 'STORAGE_NEWER',
      retry: 'never',
    });
    await expect(store.save(draft())).rejects.toMatchObject({ code: 'STORAGE_NEWER' });
  });

  it('do not keep a newer version of the app from opening its database', async () => {
    const name = freshName();
    const store = createDraftStore({ name });
    await store.save(draft());
    const newer = await openDB(name, 99);
    onTestFinished(() => newer.close());
    await expect(store.save(draft({ revision: 2 }))).rejects.toMatchObject({
      code: 'STORAGE_NEWER',
    });
    expect(await newer.count('drafts')).toBe(1);
  });

  it('go on after the database was deleted under them', async () => {
    const name = freshName();
    const store = createDraftStore({ name });
    await store.save(draft());
    await deleteDB(name);
    expect(await store.load('mira', 'character.new')).toBeUndefined();
    expect(await store.save(draft())).toEqual({ kind: 'saved' });
  });
});
