import { expect, type Page } from '@playwright/test';
import { awayLine } from './harness/connection.ts';
import { seedCharacters } from './harness/seed.ts';
import { test } from './harness/test.ts';
import {
  ann,
  fillSheet,
  mara,
  notes,
  openCharacter,
  signUp,
  startCharacter,
} from './harness/writer.ts';

const noteSends = { method: 'POST', path: /\/notes$/ };

test('a note that the writer types while the one before it is saved stays in its field', async ({
  page,
  fireside,
}) => {
  const { line, database } = fireside;
  await signUp(page, ann);
  await seedCharacters(page.request, ['Mara']);
  await page.goto('/characters');
  await openCharacter(page, 'Mara');
  const field = page.getByLabel('New note');

  line.holdRequests(noteSends);
  await field.fill('She counts the stairs.');
  await page.getByRole('button', { name: 'Add note' }).click();
  await line.sent(noteSends);
  await field.fill('She counts the ships as well.');
  line.release();
  await expect(notes(page)).toContainText('She counts the stairs.');
  await expect.poll(() => database.textsOn('Mara')).toEqual(['She counts the stairs.']);
  await expect(page.getByRole('button', { name: 'Add note' })).toBeVisible();
  await expect(field).toHaveValue('She counts the ships as well.');

  // The text is a draft like any other, and becomes the next note.
  await page.reload();
  await expect(field).toHaveValue('She counts the ships as well.');
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(field).toHaveValue('');
  await expect
    .poll(() => database.textsOn('Mara'))
    .toEqual(['She counts the stairs.', 'She counts the ships as well.']);
});

test('a change of the sheet during a save stays, and is saved as a change of that save', async ({
  page,
  fireside,
}) => {
  const { line, database } = fireside;
  const saves = { method: 'PUT', path: /\/characters\// };
  await signUp(page, ann);
  await startCharacter(page);
  await fillSheet(page, mara);

  line.holdRequests(saves);
  await page.getByRole('button', { name: 'Save character' }).click();
  await line.sent(saves);
  await page.getByRole('button', { name: 'Open Identity' }).click();
  await page.getByLabel('Name').fill('Mara of the lamp');
  line.release();
  await expect(page.getByText('Mara is saved without what you typed since.')).toBeVisible();
  await expect(page.getByLabel('Name')).toHaveValue('Mara of the lamp');
  expect(database.characters().map(({ name }) => name)).toEqual(['Mara']);

  await page.getByRole('button', { name: 'Open Review' }).click();
  await page.getByRole('button', { name: 'Save character' }).click();
  await expect(page.getByRole('heading', { name: 'Characters', level: 1 })).toBeVisible();
  await expect
    .poll(() => database.characters().map(({ name }) => name))
    .toEqual(['Mara of the lamp']);
});

test('two changes of one character, both made offline, arrive one after the other', async ({
  page,
  fireside,
}) => {
  const { line, database } = fireside;
  await signUp(page, ann);
  await startCharacter(page);
  await fillSheet(page, mara);
  await line.refuse();
  await page.getByRole('button', { name: 'Save character' }).click();
  await page.getByRole('button', { name: 'Open Identity' }).click();
  await page.getByLabel('Name').fill('Mara of the lamp');
  await expect(page.getByText('Mara is saved without what you typed since.')).toBeVisible();
  await page.getByRole('button', { name: 'Open Review' }).click();
  await page.getByRole('button', { name: 'Save character' }).click();
  await expect(page.getByRole('heading', { name: 'Characters', level: 1 })).toBeVisible();
  await line.restore();
  await expect
    .poll(() => database.characters().map(({ name }) => name), { timeout: 60_000 })
    .toEqual(['Mara of the lamp']);
  expect(line.sends({ method: 'PUT' }).every(({ status }) => status !== 412)).toBe(true);
});

test('the page answers at once to a note that is written without a connection', async ({
  page,
  context,
}) => {
  await signUp(page, ann);
  await seedCharacters(page.request, ['Mara']);
  await page.goto('/characters');
  await openCharacter(page, 'Mara');
  await context.setOffline(true);
  // A server that only cannot be reached is given a moment for its answer.
  await expect(awayLine(page)).toHaveText("You're offline.");
  await page.getByLabel('New note').fill('Written in a tunnel.');
  expect(await timeUntilCleared(page)).toBeLessThan(1000);
  await expect(notes(page)).toContainText('Saved on this device');
});

/** Presses the button, and measures in the page how long the note stands in its field. */
function timeUntilCleared(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const field = document.querySelector('textarea');
        const start = performance.now();
        const look = (): void => {
          if (field?.value === '') resolve(performance.now() - start);
          else requestAnimationFrame(look);
        };
        field?.form?.requestSubmit();
        look();
      }),
  );
}
