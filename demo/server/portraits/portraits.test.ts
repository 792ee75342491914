import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { CharacterPage } from '../../contract/character.ts';
import { PortraitList } from '../../contract/portrait.ts';
import { firesideOfThisFile } from '../testing/fireside-process.ts';
import { postJson, problemOf, signUp, type Writer } from '../testing/writer.ts';

const fireside = firesideOfThisFile(async () => ({ FIRESIDE_GENERATOR_WORDS_PER_SECOND: '0' }));

const look = { paper: 'moss', silhouette: 'broad', age: 40 };
const wishOf = (characterId: string, ids: readonly string[]) => ({
  ...{ characterId, ids, look },
  ...{ name: 'Ada', description: 'Ada, keeper of the lighthouse' },
});
const draw = (writer: Writer, characterId: string, ids: readonly string[]): Promise<Response> =>
  postJson(`${fireside().url}/api/portraits`, wishOf(characterId, ids), {
    headers: { cookie: writer.cookie, 'idempotency-key': `"${randomUUID()}"` },
  });
const takes = async (writer: Writer, characterId: string) =>
  PortraitList.parse(await (await writer.fetch(`/api/portraits?character=${characterId}`)).json())
    .portraits;

it('draws each portrait that the client names once, and keeps every take', async () => {
  const mara = await signUp(fireside().url, 'Mara 1');
  const character = randomUUID();
  const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()];
  const first = await draw(mara, character, [one, two]);
  expect(first.status).toBe(200);
  const picture = await (await mara.fetch(`/api/portraits/${one}`)).text();
  // One of them again, under another key, and a new one.
  expect((await draw(mara, character, [one, three])).status).toBe(200);
  expect((await takes(mara, character)).map(({ id }) => id)).toEqual([one, two, three]);
  expect(await (await mara.fetch(`/api/portraits/${one}`)).text()).toBe(picture);
});

it('keeps one portrait when two requests ask for it at the same time', async () => {
  const mara = await signUp(fireside().url, 'Mara 2');
  const [character, id] = [randomUUID(), randomUUID()];
  const answers = await Promise.all([draw(mara, character, [id]), draw(mara, character, [id])]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(await takes(mara, character)).toHaveLength(1);
});

it('gives a picture to its owner alone, and the browser may keep it and run nothing in it', async () => {
  const { url } = fireside();
  const [mara, noor] = [await signUp(url, 'Mara 3'), await signUp(url, 'Noor 3')];
  const [character, id] = [randomUUID(), randomUUID()];
  await draw(mara, character, [id]);
  const { status, headers } = await mara.fetch(`/api/portraits/${id}`);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('image/svg+xml');
  expect(headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  const others = await noor.fetch(`/api/portraits/${id}`);
  expect([others.status, others.headers.get('cache-control')]).toEqual([404, 'no-store']);
  expect(await takes(noor, character)).toEqual([]);
  expect((await fetch(`${url}/api/portraits/${id}`)).status).toBe(401);
});

it('admits four sittings a minute, says when the next may come, and repeats an earlier one free', async () => {
  const mara = await signUp(fireside().url, 'Mara 4');
  const character = randomUUID();
  const ids = Array.from({ length: 5 }, () => randomUUID());
  for (const id of ids.slice(0, 4)) expect((await draw(mara, character, [id])).status).toBe(200);
  const refused = await draw(mara, character, [ids[4] ?? '']);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await problemOf(refused)).toMatchObject({ code: 'RATE_LIMITED' });
  expect((await draw(mara, character, ids.slice(0, 1))).status).toBe(200);
  expect(await takes(mara, character)).toHaveLength(4);
});

it('shows a whole gallery, beyond the limit of other requests', async () => {
  const mara = await signUp(fireside().url, 'Mara 5');
  const [character, id] = [randomUUID(), randomUUID()];
  await draw(mara, character, [id]);
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => mara.fetch(`/api/portraits/${id}`)),
  );
  expect(answers.every(({ status }) => status === 200)).toBe(true);
});

it('deletes a character with its notes and portraits, gives the room back, and keeps the name', async () => {
  const { url, rows } = fireside();
  const mara = await signUp(url, 'Mara 6');
  const [character, id] = [randomUUID(), randomUUID()];
  await mara.saveCharacter(character, 'Ada');
  await mara.addNote(character, 'She counts the ships.');
  await draw(mara, character, [id]);
  const before = rows('characters', 'notes', 'portraits');
  const remove = (key: string) =>
    mara.fetch(`/api/characters/${character}`, {
      method: 'DELETE',
      headers: { 'idempotency-key': `"${key}"` },
    });
  expect((await remove('first')).status).toBe(204);
  // A repeat, and another device that deletes it as well.
  expect((await remove('first')).status).toBe(204);
  expect((await remove('second')).status).toBe(204);
  expect(rows('characters', 'notes', 'portraits')).toEqual(before.map((count) => count - 1));
  const page = CharacterPage.parse(await (await mara.fetch('/api/characters')).json());
  expect(page).toEqual({ characters: [], gone: [{ id: character, name: 'Ada' }] });
  // The server draws no earlier request for a deleted character.
  expect(await problemOf(await draw(mara, character, [id]))).toMatchObject({
    code: 'CHARACTER_UNKNOWN',
  });
  expect((await mara.saveCharacter(character, 'Ada again')).status).toBe(200);
  const again = CharacterPage.parse(await (await mara.fetch('/api/characters')).json());
  expect(again.gone).toBeUndefined();
  expect((await draw(mara, character, [id])).status).toBe(200);
});
