import type { EntryView } from '@holdfast/core';
import { createWorld, jsonAnswer } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import type { Character } from '../../contract/character.ts';
import { withAddedNote, withoutCharacter, withSavedCharacter } from './cast-layers.ts';
import { createCastSlice } from './cast-slice.ts';

const id = '01977e5c-0000-7000-8000-000000000001';
const draft = {
  ...{ id, name: 'Mara', role: 'keeper', temperament: 'melancholic' as const },
  ...{ traits: ['patient'], backstory: '' },
};
const mara: Character = { ...draft, revision: 'r1', notes: [], savedAt: 5 };
const entry: EntryView = {
  ...{ id: 'e1', owner: 'mira', lane: `character:${id}`, operation: '', version: 1, input: {} },
  ...{
    invalidates: [],
    incidentId: 'i',
    seq: 1,
    createdAt: 9,
    sends: 0,
    state: { kind: 'queued' },
  },
};

describe('a character on its way', () => {
  it('stands last when it is new, where the server will put it', () => {
    const other = { ...mara, id: '01977e5c-0000-7000-8000-000000000002' };
    const page = withSavedCharacter(
      { characters: [other] },
      { ...draft, revision: 'r1', basedOn: null },
      entry,
    );
    expect(page.characters).toEqual([other, { ...mara, savedAt: 9 }]);
  });

  it('changes in place, and keeps its notes, when it was there', () => {
    const note = { id: 'n', text: 'Counts.', writtenAt: 1 };
    const before = { characters: [{ ...mara, notes: [note] }] };
    const page = withSavedCharacter(before, { ...draft, role: 'widow' }, entry);
    expect(page.characters).toEqual([{ ...mara, role: 'widow', notes: [note] }]);
  });

  it('keeps the number of earlier notes, and the place of the next page', () => {
    const before = { characters: [{ ...mara, earlierNotes: 7 }], next: 'x' };
    const page = withSavedCharacter(before, { ...draft, role: 'widow' }, entry);
    expect(page).toMatchObject({ characters: [{ role: 'widow', earlierNotes: 7 }], next: 'x' });
    const noted = withAddedNote(before, { characterId: id, text: 'Counts.' }, entry);
    expect(noted).toMatchObject({ characters: [{ earlierNotes: 7 }], next: 'x' });
  });

  it('is gone from the page while its deletion is on its way', () => {
    const other = { ...mara, id: '01977e5c-0000-7000-8000-000000000002' };
    expect(withoutCharacter({ characters: [mara, other] }, id).characters).toEqual([other]);
  });

  it('has the name that the queued save gives it, so that the next change can name it', () => {
    const page = { characters: [mara] };
    const saved = withSavedCharacter(page, { ...draft, revision: 'r2', basedOn: 'r1' }, entry);
    expect(saved.characters).toEqual([{ ...mara, revision: 'r2' }]);
  });

  it('changes nothing when the answer already contains it', () => {
    const page = { characters: [mara] };
    expect(withSavedCharacter(page, draft, entry)).toEqual(page);
  });
});

describe('a note on its way', () => {
  it('stands last, under the id of its entry', () => {
    const added = { characterId: id, text: 'Counts.' };
    expect(withAddedNote({ characters: [mara] }, added, entry).characters[0]?.notes).toEqual([
      { id: 'e1', text: 'Counts.', writtenAt: 9 },
    ]);
  });

  it('is there once when the server sent it before it answered', () => {
    const added = { characterId: id, text: 'Counts.' };
    const sent = { id: 'n7', text: 'Counts.', writtenAt: 12, entry: entry.id };
    const page = { characters: [{ ...mara, notes: [sent] }] };
    expect(withAddedNote(page, added, entry).characters[0]?.notes).toEqual([sent]);
  });

  it('waits for the character it is about', () => {
    const added = { characterId: id, text: 'Counts.' };
    expect(withAddedNote({ characters: [] }, added, entry)).toEqual({ characters: [] });
  });
});

it('keeps its place in the list when it turns from waiting to saved', async () => {
  const world = createWorld();
  const other = { ...mara, id: '01977e5c-0000-7000-8000-000000000002', name: 'Tom' };
  const server = [other];
  world.transport.answerWith(() => jsonAnswer({ characters: server }));
  const cast = createCastSlice(world.holdfast);
  const places: string[] = [];
  cast.subscribe(({ page }) => places.push(page.characters.map(({ name }) => name).join(' ')));
  await world.platform.advance(0);
  void cast.getState().save.run({ ...draft, revision: 'r1', basedOn: null }, { key: 'e1' });
  await world.platform.advance(0);
  server.push(mara);
  world.outbox.apply('e1', { id, revision: 'r1', savedAt: 5 });
  await world.platform.advance(0);
  expect(cast.getState().listState.kind).toBe('live');
  expect(new Set(places)).toEqual(new Set(['', 'Tom', 'Tom Mara']));
});

it.each([
  ['an older version', 0],
  ['a newer version', 2],
])('leaves the list alone when %s of Fireside stored the entry', async (_, version) => {
  const { holdfast, outbox, platform, transport } = createWorld();
  const page = { characters: [mara] };
  transport.answerWith(() => jsonAnswer(page));
  const cast = createCastSlice(holdfast);
  await cast.getState().list.refresh();
  for (const operation of ['character.save', 'character.add-note']) {
    for (const input of [undefined, 'x', { id: 'x' }]) {
      await outbox.add({
        ...{ id: `${operation} ${JSON.stringify(input)}`, owner: 'mira', lane: 'l', operation },
        ...{ version, input, invalidates: [], honoursKey: true, incidentId: 'i' },
        request: { method: 'PUT', url: 'http://test/api/characters', headers: {}, body: null },
        expectation: { accept: 'json' },
      });
    }
  }
  await platform.advance(0);
  expect(outbox.entries.getSnapshot()).toHaveLength(6);
  expect(cast.getState().page).toEqual(page);
});
