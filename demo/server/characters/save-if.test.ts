import { expect, it } from 'vitest';
import { saveIf } from './save-if.ts';

const stored = { revision: 'r1', saved_at: 1, text: 'old' };
const written = { revision: 'r2', saved_at: 2 };
const id = 'c1';

/** Saves a text on a device that knows one revision. Gives the answer, and what was replaced. */
async function save(text: string, from: string | undefined, there: typeof stored | undefined) {
  const replaced: (typeof stored | undefined)[] = [];
  const answer = await saveIf(id, there, (revision) => revision === from, {
    isSame: (row) => row.text === text,
    write: (row) => {
      replaced.push(row);
      return Promise.resolve(written);
    },
  });
  return { answer, replaced };
}
const saved = { id, revision: 'r2', savedAt: 2 };

it('a save makes a row, or replaces the one that its device knew', async () => {
  expect(await save('new', undefined, undefined)).toEqual({ answer: saved, replaced: [undefined] });
  expect(await save('new', 'r1', stored)).toEqual({ answer: saved, replaced: [stored] });
});

it('a save that another device was faster than replaces nothing', async () => {
  expect(await save('new', 'r0', stored)).toEqual({ answer: undefined, replaced: [] });
  expect(await save('new', 'r0', undefined)).toEqual({ answer: undefined, replaced: [] });
});

it('a save that equals the stored row is answered as the first one was', async () => {
  const first = { id, revision: 'r1', savedAt: 1 };
  expect(await save('old', 'r0', stored)).toEqual({ answer: first, replaced: [] });
});

it('a save is not done where another server wrote meanwhile', async () => {
  const meanwhile = { isSame: () => true, write: () => Promise.resolve(undefined) };
  expect(await saveIf(id, stored, () => true, meanwhile)).toBeUndefined();
});
