import { isEqual } from '@holdfast/core/parts';
import { deleteDB, openDB } from 'idb';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
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

  it('that do not parse are set aside as they were and reported once, and the next save is kept', async () => {
    const name = freshName();
    const store = createDraftStore({ name });
    await store.save(draft());
    const spoilt = { ...draft(), revision: 'first', value: 'typed' };
    const database = await openDB(name);
    const plant = () => database.put('drafts', spoilt);
    await plant();
    await expect(store.load('mira', 'character.new')).rejects.toMatchObject({
      code: 'STORAGE_CORRUPT',
    });
    expect(await store.load('mira', 'character.new')).toBeUndefined();
    await plant();
    expect(await store.save(draft())).toEqual({ kind: 'saved' });
    expect(await store.load('mira', 'character.new')).toEqual(draft());
    const aside = { record: spoilt, reason: 'unreadable' };
    expect(await store.quarantined('mira')).toEqual([aside, aside]);
    await database.put('quarantine', { note: 'a bare row' }, 99);
    expect(await store.quarantined('mira')).toHaveLength(2);
    database.close();
  });

  it('cannot be touched by an app that is older than the stored data', async () => {
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

  it('go on after the browser deleted the database', async () => {
    const name = freshName();
    const store = createDraftStore({ name });
    await store.save(draft());
    await deleteDB(name);
    expect(await store.load('mira', 'character.new')).toBeUndefined();
    expect(await store.save(draft())).toEqual({ kind: 'saved' });
  });
});

// Files of tests that run at the same time share the storage of this origin.
const wordsIn = (name: string): string[] =>
  Object.keys(localStorage).filter((key) => key.startsWith(JSON.stringify([name]).slice(0, -1)));
const forget = (name: string): void => {
  for (const key of wordsIn(name)) localStorage.removeItem(key);
};

const withoutRoom = (): (() => void) => {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('There is no room.', 'QuotaExceededError');
  });
  onTestFinished(() => put.mockRestore());
  return () => put.mockRestore();
};

describe('the last words of a page that was left', () => {
  const last = draft({ revision: 2, savedAt: 2000, value: 'typed last' });
  const left = async (): Promise<{ name: string; store: ReturnType<typeof createDraftStore> }> => {
    const name = freshName();
    onTestFinished(() => forget(name));
    const store = createDraftStore({ name });
    await store.save(draft({ revision: 1 }));
    store.keepNow?.(last);
    return { name, store };
  };

  it('are found by the next page as a save that came late', async () => {
    const { name } = await left();
    const next = createDraftStore({ name });
    expect(await next.load('mira', 'character.new')).toEqual(last);
    expect(wordsIn(name)).toEqual([]);
    expect(await createDraftStore({ name }).load('mira', 'character.new')).toEqual(last);
  });

  it('are found once, however many tabs look for them', async () => {
    const { name, store } = await left();
    const tabs = Array.from({ length: 4 }, () => createDraftStore({ name }));
    for (const found of await Promise.all(tabs.map((tab) => tab.load('mira', 'character.new')))) {
      expect(found).toEqual(last);
    }
    expect(await store.quarantined('mira')).toEqual([]);
  });

  it('do not replace a draft that another tab saved meanwhile, and are not lost', async () => {
    const { name } = await left();
    const other = createDraftStore({ name });
    const theirs = draft({ revision: 3, value: 'theirs' });
    await other.save(draft({ revision: 2, value: 'theirs' }));
    await other.save(theirs);
    other.keepNow?.(last);
    expect(await other.load('mira', 'character.new')).toEqual(theirs);
    expect(await other.quarantined('mira')).toEqual([{ record: last, reason: 'unchosen' }]);
  });

  it('are not lost when a tab that was open before saves over them', async () => {
    const { name } = await left();
    const other = createDraftStore({ name });
    const mine = draft({ revision: 2, savedAt: 3000, value: 'mine' });
    expect(await other.save(mine)).toEqual({ kind: 'saved' });
    expect(await other.load('mira', 'character.new')).toEqual(mine);
    expect(await other.quarantined('mira')).toEqual([{ record: last, reason: 'unchosen' }]);
    expect(wordsIn(name)).toEqual([]);
  });

  it('that a page leaves while its save is under way are not lost when that save ends', async () => {
    const name = freshName();
    onTestFinished(() => forget(name));
    const store = createDraftStore({ name });
    const saving = store.save(draft({ revision: 1, value: 'typed' }));
    const more = draft({ revision: 1, savedAt: 2000, value: 'typed, and more' });
    store.keepNow?.(more);
    await saving;
    const next = createDraftStore({ name });
    expect(await next.load('mira', 'character.new')).toEqual(
      draft({ revision: 1, value: 'typed' }),
    );
    expect(await next.quarantined('mira')).toEqual([{ record: more, reason: 'unchosen' }]);
  });

  it('leave no second copy when their page goes on from them, or another page saved the same', async () => {
    const { name, store } = await left();
    await store.save({ ...last, savedAt: 3000, value: 'typed last, and more' });
    expect(wordsIn(name)).toEqual([]);
    store.keepNow?.({ ...last, revision: 3 });
    await createDraftStore({ name }).save({ ...last, revision: 3, savedAt: 4000 });
    expect(wordsIn(name)).toEqual([]);
    expect(await store.quarantined('mira')).toEqual([]);
  });

  it('are dropped when the page went on and saved, or removed the draft', async () => {
    const { name, store } = await left();
    await store.save(last);
    expect(wordsIn(name)).toEqual([]);
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
    expect(wordsIn(name)).toHaveLength(1);
  });

  describe('on a device without room', () => {
    it('are shown, stay where they are, and the next save follows the stored draft', async () => {
      const { name } = await left();
      const giveRoom = withoutRoom();
      const next = createDraftStore({ name });
      const shown = { ...last, revision: 1 };
      expect(await next.load('mira', 'character.new')).toEqual(shown);
      expect(await next.load('mira', 'character.new')).toEqual(shown);
      expect(wordsIn(name)).toHaveLength(1);
      giveRoom();
      const more = draft({ revision: 2, savedAt: 3000, value: 'typed last, and more' });
      expect(await next.save(more)).toEqual({ kind: 'saved' });
      expect(await createDraftStore({ name }).load('mira', 'character.new')).toEqual(more);
      expect(await next.quarantined('mira')).toEqual([]);
    });

    it('do not come back after the form that showed them was sent', async () => {
      const { name } = await left();
      const giveRoom = withoutRoom();
      const next = createDraftStore({ name });
      await next.load('mira', 'character.new');
      await next.remove('mira', 'character.new', 1);
      giveRoom();
      expect(await createDraftStore({ name }).load('mira', 'character.new')).toBeUndefined();
    });
  });

  it('come back with their types, and with the files of the save before them', async () => {
    const { name, store } = await left();
    const photo = new File(['a'], 'a.png', { type: 'image/png' });
    const value = { born: new Date(5), big: 1n, by: new Map([['a', Number.NaN]]), photo };
    await store.save(draft({ revision: 2, value }));
    store.keepNow?.(draft({ revision: 3, value: { ...value, born: null, text: 'last' } }));
    const found = await createDraftStore({ name }).load('mira', 'character.new');
    expect(found).toEqual(draft({ revision: 3, value: { ...value, born: null, text: 'last' } }));
    const { photo: back } = (found ?? draft()).value as typeof value;
    expect(await back.text()).toBe('a');
  });

  it('cannot be read when their text is damaged', async () => {
    const { name } = await left();
    localStorage.setItem(wordsIn(name)[0] ?? '', '{');
    expect(await createDraftStore({ name }).load('mira', 'character.new')).toEqual(draft());
  });
});

/** The values of the draft and of the texts that a form shows beside it. */
const heldOf = async (store: ReturnType<typeof createDraftStore>): Promise<unknown[]> => {
  const found = await store.load('mira', 'character.new');
  const unchosen = (await store.unchosen?.('mira', 'character.new')) ?? [];
  return [found, ...unchosen].map((one) => String(one?.value)).toSorted();
};

describe('two tabs of one form that close at once', () => {
  it('both keep their text, whatever each typed and in whichever order the tabs are left', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ savedAt: fc.integer({ min: 1, max: 3 }), step: fc.boolean() }), {
          minLength: 2,
          maxLength: 5,
        }),
        fc.boolean(),
        async (tabs, isStored) => {
          const name = freshName();
          try {
            const before = createDraftStore({ name });
            if (isStored) await before.save(draft({ value: 'before' }));
            const left = tabs.map(({ savedAt, step }, tab) =>
              draft({ revision: step ? 3 : 2, savedAt, value: `tab ${tab}` }),
            );
            for (const words of left) createDraftStore({ name }).keepNow?.(words);
            const held = await heldOf(createDraftStore({ name }));
            for (const { value } of left) expect(held).toContain(value);
            expect(wordsIn(name)).toEqual([]);
          } finally {
            forget(name);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('show the text that was typed last, and set the other aside', async () => {
    const name = freshName();
    onTestFinished(() => forget(name));
    const [one, other] = [createDraftStore({ name }), createDraftStore({ name })];
    await one.save(draft());
    one.keepNow?.(draft({ revision: 2, savedAt: 3000, value: 'later' }));
    other.keepNow?.(draft({ revision: 2, savedAt: 2000, value: 'earlier' }));
    const next = createDraftStore({ name });
    expect((await next.load('mira', 'character.new'))?.value).toBe('later');
    expect(await next.aside('mira', 'character.new')).toEqual([
      { record: draft({ revision: 2, savedAt: 2000, value: 'earlier' }), reason: 'unchosen' },
    ]);
  });

  it('keep the draft when the user gives up the text that another tab left in the same millisecond', async () => {
    const name = freshName();
    onTestFinished(() => forget(name));
    for (const value of ['one', 'other']) createDraftStore({ name }).keepNow?.(draft({ value }));
    const next = createDraftStore({ name });
    const found = await next.load('mira', 'character.new');
    const [left] = (await next.unchosen?.('mira', 'character.new')) ?? [];
    if (left) await next.quarantine(left, 'conflict');
    expect(left?.value).not.toBe(found?.value);
    expect(await next.load('mira', 'character.new')).toEqual(found);
    expect(await next.unchosen?.('mira', 'character.new')).toEqual([]);
  });

  it('that typed the same leave one draft and nothing beside it', async () => {
    const name = freshName();
    onTestFinished(() => forget(name));
    for (const savedAt of [2000, 2001]) {
      createDraftStore({ name }).keepNow?.(draft({ savedAt, value: 'same' }));
    }
    expect(await heldOf(createDraftStore({ name }))).toEqual(['same']);
  });

  it('do not lose the text of the one when the other comes back and sends its form', async () => {
    const name = freshName();
    onTestFinished(() => forget(name));
    const [one, other] = [createDraftStore({ name }), createDraftStore({ name })];
    await one.save(draft());
    other.keepNow?.(draft({ value: 'typed in the other tab' }));
    await one.remove('mira', 'character.new', 1);
    expect(await heldOf(one)).toEqual(['typed in the other tab', 'undefined']);
  });

  it('find what a page of an older version of the app left, which had one place for all tabs', async () => {
    const name = freshName();
    onTestFinished(() => forget(name));
    const text = JSON.stringify(draft({ value: 'typed long ago' }));
    localStorage.setItem(JSON.stringify([name, 'mira', 'character.new']), text);
    createDraftStore({ name }).keepNow?.(draft({ savedAt: 2000, value: 'typed now' }));
    expect(await heldOf(createDraftStore({ name }))).toEqual(['typed long ago', 'typed now']);
    expect(wordsIn(name)).toEqual([]);
  });

  it('keep the words of the 20 pages that left last, and words for 90 days', () => {
    const name = freshName();
    onTestFinished(() => forget(name));
    const day = 86_400_000;
    for (let tab = 1; tab <= 25; tab += 1) {
      createDraftStore({ name }).keepNow?.(draft({ savedAt: tab * day }));
    }
    expect(wordsIn(name)).toHaveLength(20);
    createDraftStore({ name }).keepNow?.(draft({ savedAt: 110 * day }));
    expect(wordsIn(name)).toHaveLength(7);
  });
});

describe('a draft of any type', () => {
  const anything = fc.anything({
    ...{ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true },
    ...{ withBoxedValues: true, stringUnit: 'binary' },
  });

  it('comes back equal from the database and as last words', async () => {
    const name = freshName();
    onTestFinished(() => forget(name));
    const [store, next] = [createDraftStore({ name }), createDraftStore({ name })];
    let revision = 0;
    await fc.assert(
      fc.asyncProperty(anything, fc.boolean(), async (value, isLeft) => {
        const record = draft({ revision: (revision += 1), savedAt: revision, value });
        if (isLeft) store.keepNow?.(record);
        else await store.save(record);
        const found = await next.load('mira', 'character.new');
        expect(isEqual(found, record)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('comes back with its files', async () => {
    const store = createDraftStore({ name: freshName() });
    await store.save(draft({ value: [new Blob(['a']), new File(['b'], 'b.txt')] }));
    const found = (await store.load('mira', 'character.new'))?.value as [Blob, File];
    expect(await Promise.all(found.map((file) => file.text()))).toEqual(['a', 'b']);
    expect(found[1].name).toBe('b.txt');
  });
});

describe('a draft that is removed', () => {
  it('is announced to the other tabs, with the revision that is gone', async () => {
    const name = freshName();
    const [one, other] = [createDraftStore({ name }), createDraftStore({ name })];
    const heard: number[] = [];
    const told = new Promise<void>((resolve) => {
      const undo = other.onRemoved?.('mira', 'character.new', (revision) => {
        heard.push(revision);
        resolve();
      });
      onTestFinished(() => undo?.());
    });
    await one.save(draft({ key: 'another' }));
    await one.remove('mira', 'another');
    await one.remove('mira', 'character.new');
    await one.save(draft({ revision: 4 }));
    await one.remove('mira', 'character.new', 3);
    await one.remove('mira', 'character.new', 4);
    await told;
    expect(heard).toEqual([4]);
  });
});

const sized = (key: string, bytes: number, change: Parameters<typeof draft>[0] = {}) =>
  draft({ key, value: new Uint8Array(bytes), ...change });

describe('the bytes of drafts', () => {
  it('have a limit for each owner: a save beyond it is refused by name, and every draft stays as it was', async () => {
    const store = createDraftStore({ name: freshName(), maxBytes: 1000 });
    await store.save(sized('a', 600));
    await expect(store.save(sized('b', 500))).rejects.toMatchObject({ code: 'STORAGE_QUOTA' });
    await expect(store.save(sized('a', 1100, { revision: 2 }))).rejects.toMatchObject({
      code: 'STORAGE_QUOTA',
    });
    expect(await store.load('mira', 'b')).toBeUndefined();
    expect(await store.load('mira', 'a')).toEqual(sized('a', 600));
    await store.save(sized('b', 400));
    await store.save(sized('b', 1000, { owner: 'noor' }));
  });

  it('may always become fewer, also where a page left more in its last moment', async () => {
    const name = freshName();
    const store = createDraftStore({ name, maxBytes: 1000 });
    store.keepNow?.(sized('a', 1200));
    expect(await store.load('mira', 'a')).toEqual(sized('a', 1200));
    await store.save(sized('a', 1100, { revision: 2 }));
    await store.save(sized('a', 100, { revision: 3 }));
    await store.save(sized('b', 900));
  });

  it('are counted from the next save on for a draft of an earlier version, which stays', async () => {
    const name = freshName();
    const before = await openDB(name, 1, {
      upgrade(database) {
        database.createObjectStore('drafts', { keyPath: ['owner', 'key'] });
        database
          .createObjectStore('quarantine', { autoIncrement: true })
          .createIndex('save', [
            ...['record.owner', 'record.key', 'record.revision', 'record.savedAt'],
          ]);
      },
    });
    await before.put('drafts', sized('a', 600));
    before.close();
    const store = createDraftStore({ name, maxBytes: 1000 });
    expect(await store.load('mira', 'a')).toEqual(sized('a', 600));
    await store.save(sized('b', 600));
    await expect(store.save(sized('a', 601, { revision: 2 }))).rejects.toMatchObject({
      code: 'STORAGE_QUOTA',
    });
  });
});
