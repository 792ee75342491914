import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { CharacterPage, NotePage } from '../../contract/character.ts';
import { firesideOfThisFile } from '../testing/fireside-process.ts';
import { problemOf, signUp, type Writer } from '../testing/writer.ts';

const fireside = firesideOfThisFile();

const pageOf = async (writer: Writer, query = ''): Promise<CharacterPage> =>
  CharacterPage.parse(await (await writer.fetch(`/api/characters${query}`)).json());

async function cast(writer: Writer, count: number): Promise<readonly string[]> {
  const names = Array.from({ length: count }, (_, at) => `Ada ${at}`);
  for (const name of names) await writer.saveCharacter(randomUUID(), name);
  return names;
}

it('gives fifty characters without a limit, and the place of the next page', async () => {
  const mara = await signUp(fireside().url, 'Mara 1');
  const names = await cast(mara, 51);
  const first = await pageOf(mara);
  expect(first.characters.map(({ name }) => name)).toEqual(names.slice(0, 50));
  const second = await pageOf(mara, `?after=${first.next}`);
  expect(second.characters.map(({ name }) => name)).toEqual(names.slice(50));
  expect(second.next).toBeUndefined();
});

it('gives every character once and in order, page by page, while others are made', async () => {
  const mara = await signUp(fireside().url, 'Mara 2');
  const names = [...(await cast(mara, 7))];
  const seen: string[] = [];
  let after = '';
  for (let turn = 0; turn < 10; turn += 1) {
    const page = await pageOf(mara, `?limit=3${after}`);
    seen.push(...page.characters.map(({ name }) => name));
    if (turn === 0) names.push(...(await cast(mara, 2)));
    if (page.next === undefined) break;
    after = `&after=${page.next}`;
  }
  expect(seen).toEqual(names);
});

it('gives at most a hundred, for any limit', async () => {
  const mara = await signUp(fireside().url, 'Mara 3');
  await cast(mara, 101);
  const page = await pageOf(mara, '?limit=5000');
  expect(page.characters).toHaveLength(100);
  expect(page.next).toBeDefined();
});

it('shows an account no data of another, for any cursor', async () => {
  const mara = await signUp(fireside().url, 'Mara 4');
  const noor = await signUp(fireside().url, 'Noor 4');
  await cast(mara, 3);
  const { next } = await pageOf(mara, '?limit=1');
  expect(await pageOf(noor, `?after=${next}`)).toEqual({ characters: [] });
});

it.each([
  '?after=',
  '?after=x',
  '?after=WyJhIl0',
  '?after=Wy0xXQ',
  '?limit=0',
  '?limit=-1',
  '?limit=1.5',
  '?limit=ten',
  '?limit=1&limit=2',
  '?offset=5',
  '?after=%FF',
])('refuses an invalid page by name: %s', async (query) => {
  const mara = await signUp(
    fireside().url,
    `Mara ${query.replaceAll(/\W/g, '').slice(0, 20)} ${query.length}`,
  );
  for (const path of ['/api/characters', `/api/characters/${randomUUID()}/notes`]) {
    const problem = await problemOf(await mara.fetch(`${path}${query}`));
    expect(problem).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  }
});

it('carries the latest twenty notes with a character, and gives the others from the latest back', async () => {
  const mara = await signUp(fireside().url, 'Mara 5');
  const id = randomUUID();
  await mara.saveCharacter(id);
  const texts = Array.from({ length: 25 }, (_, at) => `note ${at}`);
  for (const text of texts) await mara.addNote(id, text);
  const { characters } = await pageOf(mara);
  const [carried] = characters;
  expect(carried?.notes.map(({ text }) => text)).toEqual(texts.slice(5));
  expect(carried?.earlierNotes).toBe(5);
  expect(await (await mara.fetch(`/api/characters/${id}`)).json()).toEqual(carried);

  const notesOf = async (query: string): Promise<NotePage> =>
    NotePage.parse(await (await mara.fetch(`/api/characters/${id}/notes${query}`)).json());
  const latest = await notesOf('?limit=10');
  expect(latest.notes.map(({ text }) => text)).toEqual(texts.slice(15));
  const before = await notesOf(`?limit=100&after=${latest.next}`);
  expect(before.notes.map(({ text }) => text)).toEqual(texts.slice(0, 15));
  expect(before.next).toBeUndefined();
  const unknown = await problemOf(await mara.fetch(`/api/characters/${randomUUID()}/notes`));
  expect(unknown).toMatchObject({ code: 'CHARACTER_UNKNOWN' });
});
