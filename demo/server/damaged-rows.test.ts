import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { CharacterPage, NotePage } from '../contract/character.ts';
import { PortraitList } from '../contract/portrait.ts';
import { RelationshipList } from '../contract/relationship.ts';
import { Story, StoryPage } from '../contract/story.ts';
import { firesideOfThisFile } from './testing/fireside-process.ts';
import { signUp, type Writer } from './testing/writer.ts';

const fireside = firesideOfThisFile();

/** Changes the database beside the server, as a failing disk or a newer version would. */
function damage(change: string, ...values: readonly (string | number | Uint8Array)[]): void {
  const file = path.join(fireside().dataFolder, 'fireside.sqlite');
  const database = new DatabaseSync(file, { timeout: 10_000 });
  database.exec('pragma foreign_keys = off; pragma ignore_check_constraints = on');
  database.prepare(change).run(...values);
  database.close();
}

const read = async (writer: Writer, address: string): Promise<unknown> =>
  (await writer.fetch(address)).json();

async function addRow(
  table: string,
  columns: Readonly<Record<string, string | number | Uint8Array>>,
) {
  const names = Object.keys(columns);
  const places = names.map(() => '?').join(', ');
  damage(
    `insert into ${table} (${names.map((name) => `"${name}"`).join(', ')}) values (${places})`,
    ...Object.values(columns),
  );
}

it.each([
  ['traits', '{'],
  ['traits', 'null'],
  ['temperament', 'volcanic'],
  ['look', '{"age":'],
  ['look', '{"style":"unheard of"}'],
])('a character whose %s is %j hides no other, and is listed as damaged', async (column, value) => {
  const mara = await signUp(fireside().url, `Mara ${column} ${value}`);
  const ids = [randomUUID(), randomUUID(), randomUUID()] as const;
  for (const id of ids) await mara.saveCharacter(id);
  damage(`update characters set ${column} = ? where id = ?`, value, ids[1]);
  const page = CharacterPage.parse(await read(mara, '/api/characters'));
  expect(page.characters.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
  expect(page.damaged).toEqual([ids[1]]);
  // Mended, it is whole again: nothing was removed.
  damage(`update characters set traits = '["calm"]', temperament = 'sanguine', look = null`);
  const mended = CharacterPage.parse(await read(mara, '/api/characters'));
  expect(mended.characters).toHaveLength(3);
  expect(mended).not.toHaveProperty('damaged');
});

it('a note with U+0000 in the table hides neither its character nor another note', async () => {
  const mara = await signUp(fireside().url, 'Mara notes');
  const id = randomUUID();
  await mara.saveCharacter(id);
  for (const text of ['one', 'two']) await mara.addNote(id, text);
  damage(`update notes set text = 'on' || char(0) where text = 'one'`);
  const [character] = CharacterPage.parse(await read(mara, '/api/characters')).characters;
  expect(character?.notes.map(({ text }) => text)).toEqual(['on\u0000', 'two']);
  const notes = NotePage.parse(await read(mara, `/api/characters/${id}/notes`));
  expect(notes.notes).toHaveLength(2);
});

it('a damaged note counts as one that its character does not carry, and the list of notes tells of it', async () => {
  const mara = await signUp(fireside().url, 'Mara damaged note');
  const id = randomUUID();
  await mara.saveCharacter(id);
  for (const text of ['whole', 'spoilt']) await mara.addNote(id, text);
  damage(`update notes set id = 'no id' where text = 'spoilt' and character_id = ?`, id);
  const [character] = CharacterPage.parse(await read(mara, '/api/characters')).characters;
  expect(character).toMatchObject({ notes: [{ text: 'whole' }], earlierNotes: 1 });
  const list = NotePage.parse(await read(mara, `/api/characters/${id}/notes`));
  expect(list).toMatchObject({ notes: [{ text: 'whole' }], damaged: ['no id'] });
});

it('a damaged story, relationship or portrait hides no other, and is listed as damaged', async () => {
  const mara = await signUp(fireside().url, 'Mara others');
  const account_id = mara.subject;
  const [a, b, ada, bo] = Array.from({ length: 4 }, () => randomUUID()) as [
    string,
    string,
    string,
    string,
  ];
  const common = { account_id, revision: '1', saved_at: 1 };
  const story = { title: 'T', setting: 'S', tone: 'warm', length: 'short', bytes: 2 };
  await addRow('stories', { ...common, ...story, id: a, character_ids: '[]' });
  await addRow('stories', { ...common, ...story, id: b, character_ids: '["' });
  const stories = StoryPage.parse(await read(mara, '/api/stories'));
  expect([stories.stories.map(({ id }) => id), stories.damaged]).toEqual([[a], [b]]);

  const bond = { from_id: ada, to_id: bo, weight: 3, note: '', between: 'characters' };
  await addRow('relationships', { ...common, ...bond, id: a, kind: 'friend' });
  await addRow('relationships', { ...common, ...bond, id: b, kind: 'unheard-of' });
  const bonds = RelationshipList.parse(await read(mara, '/api/relationships'));
  const kept = bonds.relationships.map(({ relationship }) => relationship.id);
  expect([kept, bonds.damaged]).toEqual([[a], [b]]);

  await mara.saveCharacter(ada);
  const look = '{"paper":"dusk","silhouette":"tall","age":30}';
  const picture = { type: 'image/png', bytes: new Uint8Array(1), made_at: 1, cost: 1 };
  await addRow('portraits', { account_id, character_id: ada, ...picture, id: a, look });
  await addRow('portraits', { account_id, character_id: ada, ...picture, id: b, look: '' });
  const portraits = PortraitList.parse(await read(mara, `/api/portraits?character=${ada}`));
  expect([portraits.portraits.map(({ id }) => id), portraits.damaged]).toEqual([[a], [b]]);
});

const story = { title: 'T', setting: 'S', tone: 'warm', length: 'short', bytes: 2 };
const saved = { revision: '1', saved_at: 1 };
const ids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

it('a damaged take or chapter hides no other of its story, and is listed as damaged', async () => {
  const mara = await signUp(fireside().url, 'Mara takes');
  const account_id = mara.subject;
  const [id, whole, broken, good, bad] = ids(5) as [string, string, string, string, string];
  await addRow('stories', { account_id, ...saved, ...story, id, character_ids: '[]' });
  const chapter = { account_id, story_id: id, revision: '1', title: 'C' };
  await addRow('chapters', { ...chapter, id: whole, chosen_take_id: bad });
  await addRow('chapters', { ...chapter, id: broken, chosen_take_id: 'no id' });
  const take = { account_id, chapter_id: whole, based_on: '1', text: 'Once', words: 1, prompt: '' };
  const made = { ...take, state: 'whole', parent_id: good, made_at: 1 };
  await addRow('takes', { ...made, id: good, origin: 'written' });
  await addRow('takes', { ...made, id: bad, origin: 'unheard-of' });
  const read1 = Story.parse(await read(mara, `/api/stories/${id}`));
  expect(read1.chapters.map((one) => [one.id, one.takes.map((each) => each.id)])).toEqual([
    [whole, [good]],
  ]);
  expect(read1.damaged).toEqual([broken, bad]);
});

it('a damaged row that is read by itself is answered as STORAGE_CORRUPT', async () => {
  const mara = await signUp(fireside().url, 'Mara one');
  const account_id = mara.subject;
  const [id, from_id, to_id, chapterId] = ids(4) as [string, string, string, string];
  await addRow('stories', { account_id, ...saved, ...story, id, character_ids: 'null' });
  const bond = { from_id, to_id, weight: 3, note: '', between: 'characters', kind: 'unheard-of' };
  await addRow('relationships', { account_id, ...saved, ...bond, id });
  await mara.saveCharacter(id);
  damage(`update characters set traits = '{' where id = ?`, id);
  for (const list of ['stories', 'characters', 'relationships']) {
    const answer = await mara.fetch(`/api/${list}/${id}`);
    expect([answer.status, await answer.json()]).toEqual([
      500,
      expect.objectContaining({ code: 'STORAGE_CORRUPT' }),
    ]);
  }
  const chapter = { account_id, story_id: id, revision: '1', title: 'C' };
  await addRow('chapters', { ...chapter, id: chapterId });
  const told = await mara.fetch(`/api/stories/${id}/chapters/${chapterId}/takes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': `"${randomUUID()}"` },
    body: JSON.stringify({ takeId: randomUUID(), continues: null, prompt: 'On', length: 'short' }),
  });
  expect(await told.json()).toMatchObject({ code: 'STORAGE_CORRUPT' });
});

it('a damaged portrait that is asked for again is answered as STORAGE_CORRUPT', async () => {
  const mara = await signUp(fireside().url, 'Mara sitting');
  const account_id = mara.subject;
  const [id, character_id] = ids(2) as [string, string];
  await mara.saveCharacter(character_id);
  const picture = { type: 'image/png', bytes: new Uint8Array(1), made_at: 1, cost: 1 };
  await addRow('portraits', { account_id, character_id, ...picture, id, look: 'null' });
  const look = { paper: 'dusk', silhouette: 'tall', age: 30 };
  const wish = { characterId: character_id, ids: [id], name: 'Ada', description: '', look };
  const answer = await mara.fetch('/api/portraits', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': `"${randomUUID()}"` },
    body: JSON.stringify(wish),
  });
  expect(await answer.json()).toMatchObject({ code: 'STORAGE_CORRUPT' });
});

it('a take whose stream is damaged keeps the words that it began with, and hides no story', async () => {
  const mara = await signUp(fireside().url, 'Mara streams');
  const account_id = mara.subject;
  const [id, chapterId, takeId, stream_id] = ids(4) as [string, string, string, string];
  await addRow('stories', { account_id, ...saved, ...story, id, character_ids: '[]' });
  await addRow('chapters', { account_id, story_id: id, id: chapterId, revision: '1', title: 'C' });
  const take = { account_id, chapter_id: chapterId, based_on: '1', text: 'Once', words: 1 };
  const told = {
    state: 'streaming',
    origin: 'generated',
    prompt: '',
    made_at: Date.now(),
    stream_id,
  };
  await addRow('takes', { ...take, ...told, id: takeId });
  const stream = { id: stream_id, subject: account_id, fingerprint: 'f', writer: 'w', bytes: 1 };
  await addRow('holdfast_streams', { ...stream, lease_until: 1e15, seq: 1, gone: 0 });
  await addRow('holdfast_stream_events', { stream_id, seq: 1, event: '{' });
  const { chapters } = Story.parse(await read(mara, `/api/stories/${id}`));
  expect(chapters[0]?.takes).toEqual([expect.objectContaining({ id: takeId, text: 'Once' })]);
});
