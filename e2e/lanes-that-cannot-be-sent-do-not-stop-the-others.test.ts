import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { seedCharacter } from './harness/seed.ts';
import { test } from './harness/test.ts';
import { addNote, ann, openCharacter, openPlace, signUp } from './harness/writer.ts';

test.slow();

const stuck = ['Ada', 'Bo', 'Cy', 'Di'].map((name) => ({ name, id: randomUUID() }));
const free = ['Eve', 'Finn', 'Gus', 'Hal', 'Ida', 'Jo'].map((name) => ({ name, id: randomUUID() }));
const stuckNotes = {
  method: 'POST',
  path: new RegExp(`(${stuck.map(({ id }) => id).join('|')})/notes$`),
};
const ofOthers = free.map(({ name }) => `About ${name}.`);

test('notes on four characters whose answers never come do not stop those on six others', async ({
  page,
  fireside,
}) => {
  const { line, database } = fireside;
  await signUpWithAll(page);
  line.holdRequests(stuckNotes);
  await writeNotes(page, stuck);
  await writeNotes(page, free);
  await expect.poll(() => textsOn(database, free), { timeout: 30_000 }).toEqual(ofOthers);
  line.release();
  await expectAllOnce(database);
});

test('notes on four characters whose connection is cut each time do not stop those on six others', async ({
  page,
  fireside,
}) => {
  const { line, database } = fireside;
  await signUpWithAll(page);
  const mend = line.dropAnswers({ match: stuckNotes });
  await writeNotes(page, stuck);
  await writeNotes(page, free);
  await expect.poll(() => textsOn(database, free), { timeout: 30_000 }).toEqual(ofOthers);
  // The outbox waits longer after every cut, so that it does not flood a dead line. Chromium repeats a request on
  // its own, up to three times, when a kept connection is cut. Such repetitions have the id of their request.
  const requests = new Set(line.sends(stuckNotes).map(({ headers }) => headers['x-request-id']));
  expect(requests.size).toBeLessThan(60);
  mend();
  await expectAllOnce(database);
});

interface Named {
  readonly name: string;
}
interface Database {
  textsOn(character: string): readonly string[];
}

async function signUpWithAll(page: Page): Promise<void> {
  await signUp(page, ann);
  for (const { name, id } of [...stuck, ...free]) await seedCharacter(page.request, name, id);
  await page.goto('/characters');
}

async function writeNotes(page: Page, characters: readonly Named[]): Promise<void> {
  for (const { name } of characters) {
    await openPlace(page, 'Characters');
    await openCharacter(page, name);
    await addNote(page, `About ${name}.`);
  }
}

const textsOn = (database: Database, characters: readonly Named[]): readonly string[] =>
  characters.flatMap(({ name }) => database.textsOn(name));

async function expectAllOnce(database: Database): Promise<void> {
  const all = [...stuck, ...free];
  await expect
    .poll(() => textsOn(database, all), { timeout: 90_000 })
    .toEqual(all.map(({ name }) => `About ${name}.`));
}
