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

describe('the last words of a page that was left', () => {
  const last = draft({ revision: 2, savedAt: 2000, value: 'typed last' });
  const left = async (): Promise<{ name: string; store: ReturnType<typeof createDraftStore> }> => {
    const name = freshName();
    onTestFinished(() => localStorage.clear());
    const store = createDraftStore({ name });
    await store.save(draft({ revision: 1 }));
    store.keepNow?.(last);
    return { name, store };
  };

  it('are found by the next page as a save that came late', async () => {
    const { name } = await left();
    const next = createDraftStore({ name });
    expect(await next.load('mira', 'character.new')).toEqual(last);
    expect(localStorage).toHaveLength(0);
    expect(await createDraftStore({ name }).load('mira', 'character.new')).toEqual(last);
  });

  it('are found once, by however many tabs', async () => {
    const { name, store } = await left();
    const tabs = Array.from({ length: 4 }, () => createDraftStore({ name }));
    for (const found of await Promise.all(tabs.map((tab) => tab.load('mira', 'character.new')))) {
      expect(found).toEqual(last);
    }
    expect(await store.quarantined('mira')).toEqual([]);
  });

  it('do not replace what another tab saved meanwhile, and are not lost', async () => {
    const { name } = await left();
    const other = createDraftStore({ name });
    const theirs = draft({ revision: 3, value: 'theirs' });
    await other.save(draft({ revision: 2, value: 'theirs' }));
    await other.save(theirs);
    other.keepNow?.(last);
    expect(await other.load('mira', 'character.new')).toEqual(theirs);
    expect(await other.quarantined('mira')).toEqual([{ record: last, reason: 'conflict' }]);
  });

  it('are forgotten when the page lived on and saved, or the draft was removed', async () => {
    const { store } = await left();
    await store.save(last);
    expect(localStorage).toHaveLength(0);
    store.keepNow?.(draft({ revision: 3 }));
    await store.remove('mira', 'character.new', 3);
    expect(await store.load('mira', 'character.new')).toBeUndefined();
  });

  it('stay while the store cannot be read', async () => {
    const { name } = await left();
    (await openDB(name, 99)).close();
    const late = createDraftStore({ name });
    await expect(late.load('mira', 'character.new')).rejects.toMatchObject({
      code: 'STORAGE_NEWER',
    });
    expect(localStorage).toHaveLength(1);
  });

  it('are not kept when JSON would change them, and cannot be read when somebody spoilt them', async () => {
    const { name, store } = await left();
    store.keepNow?.(draft({ key: 'other', value: new Date(0) }));
    expect(localStorage).toHaveLength(1);
    localStorage.setItem(localStorage.key(0) ?? '', '{');
    expect(await createDraftStore({ name }).load('mira', 'character.new')).toEqual(draft());
  });
});
