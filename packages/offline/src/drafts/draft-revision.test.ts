import { expect, it } from 'vitest';
import { isSameSave, judgeSave, mayRemove } from './draft-revision.ts';
import { draft } from './draft-store.contract.ts';

it('a draft is saved when there is none, or when it follows the stored one', () => {
  expect(judgeSave(undefined, draft({ revision: 7 }))).toEqual({ kind: 'saved' });
  expect(judgeSave(draft({ revision: 6 }), draft({ revision: 7 }))).toEqual({ kind: 'saved' });
});

it('a draft that does not follow the stored one is a conflict, and shows the stored one', () => {
  for (const revision of [5, 7, 8]) {
    const theirs = draft({ revision });
    expect(judgeSave(theirs, draft({ revision: 7 }))).toEqual({ kind: 'conflict', theirs });
  }
});

it('a removal removes the draft that it knows and older ones, never a newer one', () => {
  const takes = [6, 7, 8].map((revision) => mayRemove(draft({ revision }), 7));
  expect(takes).toEqual([true, true, false]);
  expect(mayRemove(draft({ revision: 9 }), undefined)).toBe(true);
  expect(mayRemove(undefined, undefined)).toBe(false);
});

it('two records are one save when owner, key, revision and time are the same', () => {
  expect(isSameSave(draft(), draft({ value: 'other' }))).toBe(true);
  expect(isSameSave(undefined, draft())).toBe(false);
  for (const change of [{ owner: 'bob' }, { key: 'other' }, { revision: 2 }, { savedAt: 2 }]) {
    expect(isSameSave(draft(), draft(change))).toBe(false);
  }
});
