import type { DraftRecord } from '@holdfast/core/parts';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { draft } from './draft-store.contract.ts';
import {
  judgeLastWords,
  readBack,
  readLastWords,
  writeOut,
  type LastWordsFate,
  type WrittenDraft,
} from './last-words.ts';

// Ten thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** The value as it comes back from `localStorage`. */
const written = (record: DraftRecord): WrittenDraft =>
  JSON.parse(JSON.stringify(writeOut(record))) as WrittenDraft;

describe('the last words of a page', () => {
  const last = draft({ revision: 3, savedAt: 3000, value: 'typed last' });

  it.each<[string, DraftRecord | undefined, LastWordsFate]>([
    ['are written when nothing is stored', undefined, 'write'],
    ['are written over the save they follow', draft({ revision: 2 }), 'write'],
    ['are dropped when they are stored already', last, 'drop'],
    [
      'are dropped when the same was saved a moment later',
      draft({ revision: 3, savedAt: 3005, value: 'typed last' }),
      'drop',
    ],
    [
      'are set aside when something else was saved in their place',
      draft({ revision: 3, savedAt: 3005, value: 'of another tab' }),
      'set-aside',
    ],
    ['are set aside when the draft has gone on', draft({ revision: 7 }), 'set-aside'],
    ['are set aside when a save between is missing', draft({ revision: 1 }), 'set-aside'],
    [
      'are set aside when a newer app saved the same',
      draft({ revision: 3, version: 2, value: 'typed last' }),
      'set-aside',
    ],
  ])('%s', (_, stored, fate) => {
    expect(judgeLastWords(stored, last)).toBe(fate);
  });

  const { owner, key } = last;
  it('are read as they were written, also when an older page wrote them in plain JSON', () => {
    const typed = { ...last, value: { due: null, born: new Date(5), big: 1n } };
    for (const record of [last, typed]) {
      const found = readLastWords(written(record), owner, key);
      expect(found && readBack(found, undefined)).toEqual(record);
    }
    const old = readLastWords(JSON.parse(JSON.stringify(last)), owner, key);
    expect(old && readBack(old, undefined)).toEqual(last);
  });

  it('differ from the stored draft when only a type differs', () => {
    const born = new Date(5);
    const text = draft({ revision: 3, savedAt: 3000, value: { born: born.toISOString() } });
    expect(judgeLastWords({ ...text, savedAt: 3005, value: { born } }, text)).toBe('set-aside');
  });

  it('are missing when their text is damaged', () => {
    expect(readBack({ ...last, typed: '{"$":["date"' }, undefined)).toBeUndefined();
    expect(readBack({ ...last, typed: '{"$":["nothing"]}' }, undefined)).toBeUndefined();
  });

  it('are missing for a value that contains itself, which no text can hold', () => {
    const value: { self?: unknown } = {};
    value.self = value;
    expect(writeOut(draft({ value }))).toBeUndefined();
    expect(judgeLastWords(draft({ revision: 3, savedAt: 1, value }), last)).toBe('set-aside');
  });

  it('report a file that no save before them had', () => {
    const photo = new File(['a'], 'a.png', { lastModified: 1 });
    const record = draft({ value: { photo } });
    expect(readBack(written(record), undefined)).toEqual({
      ...record,
      value: { photo: undefined },
      lost: ['/photo'],
    });
    expect(readBack(written(record), record)).toEqual(record);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'draft'],
    ['another owner', { ...last, owner: 'jonas' }],
    ['another key', { ...last, key: 'other' }],
    ['no number', { ...last, revision: '3' }],
    ['half a number', { ...last, revision: 2.5 }],
    ['no version', { ...last, version: undefined }],
    ['no time', { ...last, savedAt: null }],
  ])('are not read with %s', (_, found) => {
    expect(readLastWords(found, owner, key)).toBeUndefined();
  });

  it('can be stored or are ignored, for any content of the device', () => {
    const near = fc.dictionary(
      fc.constantFrom('owner', 'key', 'revision', 'version', 'savedAt', 'value', '__proto__'),
      fc.jsonValue(),
    );
    const found = fc.oneof(
      near.map((members) => ({ ...last, ...members })),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(found, (value) => {
        const read = readLastWords(value, owner, key) ?? last;
        expect([read.owner, read.key]).toEqual([owner, key]);
        expect(Number.isSafeInteger(read.revision)).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });
});
