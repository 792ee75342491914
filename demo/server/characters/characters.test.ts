import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { type Character, CharacterPage, type CharacterSaved } from '../../contract/character.ts';
import { firesideOfThisFile } from '../testing/fireside-process.ts';
import { draft, problemOf, signUp, type Writer } from '../testing/writer.ts';

const fireside = firesideOfThisFile();

const list = async (writer: Writer): Promise<readonly Character[]> =>
  CharacterPage.parse(await (await writer.fetch('/api/characters')).json()).characters;

it('lists characters as they came, each with its notes as they came, and keeps notes over a change', async () => {
  const { url } = fireside();
  const mara = await signUp(url, 'Mara 1');
  const [ada, bo] = [randomUUID(), randomUUID()];
  const before = Date.now();
  await mara.saveCharacter(ada, 'Ada');
  await mara.saveCharacter(bo, 'Bo');
  for (const text of ['one', 'two', 'three']) await mara.addNote(ada, text);
  const [{ revision: basedOn } = {}] = await list(mara);
  const changed = await mara.saveCharacter(ada, 'Ada the second', { basedOn: basedOn ?? '' });
  const answered = (await changed.json()) as CharacterSaved;

  const characters = await list(mara);
  expect(characters.map(({ name }) => name)).toEqual(['Ada the second', 'Bo']);
  expect(characters[0]?.notes.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  expect(characters[0]).toMatchObject(answered);
  expect(Object.keys(answered)).toEqual(['id', 'revision', 'savedAt']);
  expect(answered.savedAt).toBeGreaterThanOrEqual(before);
  expect(answered.savedAt).toBeLessThanOrEqual(Date.now());
});

it('stores little for a save, with any number of notes on its character', async () => {
  const { url, dataFolder } = fireside();
  const mara = await signUp(url, 'Mara 8');
  const [id, key] = [randomUUID(), randomUUID()];
  await mara.saveCharacter(id, 'Ada', { revision: 'r1' });
  for (let at = 0; at < 25; at += 1) await mara.addNote(id, 'x'.repeat(500));
  await mara.saveCharacter(id, 'Ada the second', { revision: 'r2', basedOn: 'r1', key });
  const database = new DatabaseSync(path.join(dataFolder, 'fireside.sqlite'), {
    readOnly: true,
    timeout: 10_000,
  });
  const rows = database.prepare(
    'select length(body) as bytes from holdfast_idempotency where key = ?',
  );
  const stored = rows.get(key) as { readonly bytes: number };
  database.close();
  expect(stored.bytes).toBeLessThan(200);
});

it('knows an id in capitals as the same', async () => {
  const { url } = fireside();
  const mara = await signUp(url, 'Mara 2');
  const id = randomUUID();
  await mara.saveCharacter(id);
  await mara.saveCharacter(id.toUpperCase());
  expect(await list(mara)).toHaveLength(1);
});

it('overwrites a character only when the save changes the stored state', async () => {
  const { url } = fireside();
  const mara = await signUp(url, 'Mara 5');
  const id = randomUUID();
  const created = await mara.saveCharacter(id, 'Ada', { revision: 'r1' });
  expect(created.headers.get('etag')).toBe('"r1"');

  // Two tabs were restored from one draft: the second creates a character that exists already.
  const second = await mara.saveCharacter(id, 'Ada of the other tab', { revision: 'r1' });
  expect(await problemOf(second)).toMatchObject({ status: 412, code: 'PRECONDITION_FAILED' });
  const change = { revision: 'r2', basedOn: 'r1', key: randomUUID() };
  expect((await mara.saveCharacter(id, 'Ada the second', change)).status).toBe(200);
  const stale = await mara.saveCharacter(id, 'Ada the late', { revision: 'r3', basedOn: 'r1' });
  expect(stale.status).toBe(412);
  expect(await list(mara)).toMatchObject([{ name: 'Ada the second', revision: 'r2' }]);

  // A replay of a save that took effect gets the same answer again, even after later saves.
  await mara.saveCharacter(id, 'Ada the third', { revision: 'r4', basedOn: 'r2' });
  const replay = await mara.saveCharacter(id, 'Ada the second', change);
  expect([replay.status, replay.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
  const found = await mara.fetch(`/api/characters/${id}`);
  expect(found.headers.get('etag')).toBe('"r4"');
  expect(await found.json()).toMatchObject({ name: 'Ada the third' });
});

it('treats a save without a precondition as a creation, and a repeated save as no change', async () => {
  const { url } = fireside();
  const mara = await signUp(url, 'Mara 6');
  const id = randomUUID();
  const put = (name: string): Promise<Response> =>
    mara.fetch(`/api/characters/${id}`, {
      method: 'PUT',
      body: JSON.stringify({ ...draft, name }),
      headers: { 'content-type': 'application/json', 'idempotency-key': `"${randomUUID()}"` },
    });
  expect((await put('Ada')).status).toBe(200);
  expect((await put('Ada')).status).toBe(200);
  expect((await put('Bo')).status).toBe(412);
  expect((await mara.saveCharacter(id, 'Ada')).status).toBe(200);
  expect(await list(mara)).toMatchObject([{ name: 'Ada' }]);
});

it('lets one of many changes of one state through', async () => {
  const { url } = fireside();
  const mara = await signUp(url, 'Mara 7');
  const id = randomUUID();
  await mara.saveCharacter(id, 'Ada', { revision: 'r0' });
  const saves = await Promise.all(
    Array.from({ length: 8 }, (_, at) =>
      mara.saveCharacter(id, `Ada ${at}`, { revision: `r1-${at}`, basedOn: 'r0' }),
    ),
  );
  const winners = saves.flatMap(({ status }, at) => (status === 200 ? [at] : []));
  expect(winners).toHaveLength(1);
  expect(await list(mara)).toMatchObject([{ name: `Ada ${winners[0]}` }]);
});

it('says which entry brought a note, so that a page does not show it twice', async () => {
  const mara = await signUp(fireside().url, 'Mara 21');
  const [id, entry] = [randomUUID(), randomUUID()];
  await mara.saveCharacter(id);
  const answer = await mara.addNote(id, 'one', entry);
  expect(await answer.json()).toMatchObject({ text: 'one', entry });
  expect((await list(mara))[0]?.notes).toMatchObject([{ text: 'one', entry }]);
});

it('refuses a note on an unknown character by name, with the facts that a page needs', async () => {
  const { url } = fireside();
  const mara = await signUp(url, 'Mara 4');
  const refused = await mara.addNote(randomUUID(), 'about nobody');
  expect(refused.headers.get('content-type')).toContain('application/problem+json');
  expect(await problemOf(refused)).toMatchObject({
    status: 404,
    code: 'CHARACTER_UNKNOWN',
    number: 2000,
    family: 'character',
    severity: 'info',
    retry: 'never',
    effect: 'none',
  });
  // An invalid address is no address of a character.
  expect(await problemOf(await mara.addNote('nobody', 'at no address'))).toMatchObject({
    status: 404,
    code: 'NOT_FOUND',
  });
});

it('reveals nothing of another account', async () => {
  const { url } = fireside();
  const mara = await signUp(url, 'Mara 3');
  const noor = await signUp(url, 'Noor 3');
  const id = randomUUID();
  await mara.saveCharacter(id, 'Ada');
  await mara.addNote(id, 'private');

  expect(await list(noor)).toEqual([]);
  const problems = await Promise.all(
    [id, randomUUID()].map(async (asked) => problemOf(await noor.addNote(asked, 'mine now'))),
  );
  expect(problems[0]).toMatchObject({ status: 404 });
  expect(problems[0]).toEqual(problems[1]);

  // The same id in two accounts means two characters, as two different ids would.
  expect((await noor.saveCharacter(id, 'Imposter')).status).toBe(200);
  expect(await list(mara)).toMatchObject([{ name: 'Ada', notes: [{ text: 'private' }] }]);
  expect(await list(noor)).toMatchObject([{ name: 'Imposter', notes: [] }]);
});
