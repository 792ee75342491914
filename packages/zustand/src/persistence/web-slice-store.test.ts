import type { DraftRecord } from '@holdfast/core/parts';
import { describe, expect, it } from 'vitest';
import { quotaError, textStorage } from './text-storage.contract.ts';
import { webSliceStore } from './web-slice-store.ts';

const record = (more: Partial<DraftRecord> = {}): DraftRecord => ({
  ...{ owner: 'mira', key: 'story', version: 0, revision: 1, savedAt: 5, value: { words: 7 } },
  ...more,
});

function circular(): unknown {
  const value: Record<string, unknown> = {};
  return Object.assign(value, { value });
}
const unreadable = {
  get title(): string {
    throw new TypeError('on purpose');
  },
};

describe('slices in localStorage', () => {
  it('come back as they were saved, apart for each owner and each slice', () => {
    const store = webSliceStore({ storage: textStorage() });
    const all = [record(), record({ owner: 'tom' }), record({ key: 'page', value: null })];
    for (const each of all) expect(store.save(each)).toEqual({ kind: 'saved' });
    for (const each of all) expect(store.load(each.owner, each.key)).toEqual(each);
    expect(store.load('mira', 'other')).toBeUndefined();
  });

  it.each([1, 3])(
    'are not written by a save that follows another revision than the stored (%i)',
    (revision) => {
      const store = webSliceStore({ storage: textStorage() });
      void store.save(record());
      expect(store.save(record({ revision, value: 'mine' }))).toEqual({
        kind: 'conflict',
        theirs: record(),
      });
      expect(store.load('mira', 'story')).toEqual(record());
    },
  );

  it.each<[string, unknown]>([
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['not a number', Number.NaN],
    ['a function', () => {}],
    ['a big integer', 1n],
    ['an empty place of a list', undefined],
    ['a value that holds itself', circular()],
    ['a member that cannot be read', unreadable],
  ])('refuse %s, which JSON would change', (_, value) => {
    const storage = textStorage();
    const store = webSliceStore({ storage });
    expect(() => store.save(record({ value: { list: [value] } }))).toThrow(
      expect.objectContaining({ code: 'STORAGE_QUERY_FAILED' }),
    );
    expect(storage.writes()).toBe(0);
  });

  it('keep what JSON can hold', () => {
    const store = webSliceStore({ storage: textStorage() });
    const value = { list: [1, 'two', null, true, { three: 3 }], none: undefined };
    void store.save(record({ value }));
    expect(store.load('mira', 'story')).toEqual(record({ value }));
  });

  it.each(['{', '[]', 'null', '{"version":0}', '{"version":0,"revision":"1"}'])(
    'move text aside that is no record (%s), and never write over an earlier copy',
    (text) => {
      const storage = textStorage();
      const store = webSliceStore({ storage });
      void store.quarantine(record(), 'invalid');
      storage.items.set('["holdfast","mira","story"]', text);
      expect(() => store.load('mira', 'story')).toThrow(
        expect.objectContaining({ code: 'STORAGE_CORRUPT' }),
      );
      expect(store.load('mira', 'story')).toBeUndefined();
      expect(store.aside?.('mira', 'story')).toEqual([
        { record: record(), reason: 'invalid' },
        { record: text, reason: 'unreadable' },
      ]);
      void store.forgetAside?.('mira', 'story');
      expect(store.aside?.('mira', 'story')).toEqual([]);
    },
  );

  it.each(['{', 'null', '{}', '"copies"'])(
    'go on when their copies aside cannot be read (%s), which stay as one more copy',
    (text) => {
      const storage = textStorage();
      const store = webSliceStore({ storage });
      storage.items.set('["holdfast","mira","story","aside"]', text);
      storage.items.set('["holdfast","mira","story"]', '{');
      expect(() => store.load('mira', 'story')).toThrow(
        expect.objectContaining({ code: 'STORAGE_CORRUPT' }),
      );
      expect(store.load('mira', 'story')).toBeUndefined();
      expect(store.aside?.('mira', 'story')).toEqual([
        { record: text, reason: 'unreadable' },
        { record: '{', reason: 'unreadable' },
      ]);
    },
  );

  it('stay when there is no room for a copy aside', () => {
    const storage = textStorage();
    const store = webSliceStore({ storage });
    void store.save(record());
    storage.failWrites(quotaError());
    expect(() => store.quarantine(record(), 'invalid')).toThrow(
      expect.objectContaining({ code: 'STORAGE_QUOTA' }),
    );
    expect(store.load('mira', 'story')).toEqual(record());
  });

  it('of one owner go with a purge, copies aside included, and others stay', () => {
    const storage = textStorage({ theirs: 'the item of another library' });
    const store = webSliceStore({ storage });
    for (const owner of ['mira', 'mir', 'tom', '']) void store.save(record({ owner }));
    void store.quarantine(record({ owner: 'mira', key: 'page' }), 'invalid');
    void store.purge?.('mira');
    expect([...storage.items.values()].join('\n')).not.toContain('"owner":"mira"');
    for (const owner of ['mir', 'tom', '']) expect(store.load(owner, 'story')).toBeDefined();
    expect(storage.items.has('theirs')).toBe(true);
  });

  it('are unavailable on a server and in a browser that gives no storage', () => {
    expect(() => webSliceStore().load('', 'story')).toThrow(
      expect.objectContaining({ code: 'STORAGE_UNAVAILABLE' }),
    );
  });
});
