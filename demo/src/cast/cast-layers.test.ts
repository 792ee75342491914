import type { EntryView } from '@holdfast/core';
import { describe, expect, it } from 'vitest';
import type { Character } from '../../contract/character.ts';
import { withAddedNote, withSavedCharacter } from './cast-layers.ts';

const id = '01977e5c-0000-7000-8000-000000000001';
const draft = {
  ...{ id, name: 'Mara', role: 'keeper', temperament: 'melancholic' as const },
  ...{ traits: ['patient'], backstory: '' },
};
const mara: Character = { ...draft, revision: 'r1', notes: [], savedAt: 5 };
const entryOf = (input: unknown): EntryView => ({
  ...{ id: 'e1', owner: 'm', lane: `character:${id}`, operation: '', version: 1, input },
  ...{
    invalidates: [],
    incidentId: 'i',
    seq: 1,
    createdAt: 9,
    sends: 0,
    state: { kind: 'queued' },
  },
});

describe('a character on its way', () => {
  it('stands first when it is new', () => {
    const other = { ...mara, id: '01977e5c-0000-7000-8000-000000000002' };
    const page = withSavedCharacter(
      { characters: [other] },
      entryOf({ ...draft, revision: 'r1', basedOn: null }),
    );
    expect(page.characters).toEqual([{ ...mara, savedAt: 9 }, other]);
  });

  it('changes in place, and keeps its notes, when it was there', () => {
    const note = { id: 'n', text: 'Counts.', writtenAt: 1 };
    const before = { characters: [{ ...mara, notes: [note] }] };
    const page = withSavedCharacter(before, entryOf({ ...draft, role: 'widow' }));
    expect(page.characters).toEqual([{ ...mara, role: 'widow', notes: [note] }]);
  });

  it('keeps the number of earlier notes, and the place of the next page', () => {
    const before = { characters: [{ ...mara, earlierNotes: 7 }], next: 'x' };
    const page = withSavedCharacter(before, entryOf({ ...draft, role: 'widow' }));
    expect(page).toMatchObject({ characters: [{ role: 'widow', earlierNotes: 7 }], next: 'x' });
    const noted = withAddedNote(before, entryOf({ characterId: id, text: 'Counts.' }));
    expect(noted).toMatchObject({ characters: [{ earlierNotes: 7 }], next: 'x' });
  });

  it('has the name that the queued save gives it, so that the next change can name it', () => {
    const page = { characters: [mara] };
    const saved = withSavedCharacter(page, entryOf({ ...draft, revision: 'r2', basedOn: 'r1' }));
    expect(saved.characters).toEqual([{ ...mara, revision: 'r2' }]);
  });

  it('changes nothing that says it already', () => {
    const page = { characters: [mara] };
    expect(withSavedCharacter(page, entryOf(draft))).toEqual(page);
  });
});

describe('a note on its way', () => {
  it('stands last, under the id of its entry', () => {
    const added = entryOf({ characterId: id, text: 'Counts.' });
    expect(withAddedNote({ characters: [mara] }, added).characters[0]?.notes).toEqual([
      { id: 'e1', text: 'Counts.', writtenAt: 9 },
    ]);
  });

  it('waits for the character it is about', () => {
    const added = entryOf({ characterId: id, text: 'Counts.' });
    expect(withAddedNote({ characters: [] }, added)).toEqual({ characters: [] });
  });
});

it('leaves the list alone when an entry cannot be understood', () => {
  const page = { characters: [mara] };
  for (const input of [undefined, 'x', { id: 'x' }]) {
    expect(withSavedCharacter(page, entryOf(input))).toBe(page);
    expect(withAddedNote(page, entryOf(input))).toBe(page);
  }
});
