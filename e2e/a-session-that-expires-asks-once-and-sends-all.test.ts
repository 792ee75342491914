import { expect } from '@playwright/test';
import { seedCharacters } from './harness/seed.ts';
import { test } from './harness/test.ts';
import { addNote, ann, ben, notes, openCharacter, signUp } from './harness/writer.ts';

const ten = Array.from({ length: 10 }, (_, index) => `Note ${index + 1} from the train.`);

test('a session that expires with ten writes waiting asks once and sends all', async ({
  page,
  fireside,
}) => {
  const { line, database } = fireside;
  await signUp(page, ann);
  await seedCharacters(page.request, ['Mara']);
  await page.goto('/');
  await openCharacter(page, 'Mara');
  await line.refuse();
  for (const text of ten) await addNote(page, text);
  await page.getByLabel('New note').fill('Half a thought');
  fireside.expireSessions();
  await line.restore();

  const dialog = page.getByRole('dialog');
  await expect(dialog).toHaveCount(1);
  await expect(dialog.getByRole('heading', { name: 'Sign in again' })).toBeVisible();
  // Why, in which account, and how much is waiting.
  await expect(dialog).toContainText('Your session has ended');
  await expect(dialog).toContainText(ann.name);
  await expect(dialog).toContainText('10 changes are waiting');
  // It blames no field before the writer has typed.
  await expect(dialog).not.toContainText('Type your password');
  expect(database.notes()).toEqual([]);

  await dialog.getByLabel('Password').fill(ben.password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toContainText('You are not signed in');
  await dialog.getByLabel('Password').fill(ann.password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => database.textsOn('Mara')).toEqual(ten);
  expect(new Set(database.notes().map(({ account }) => account))).toEqual(new Set([ann.name]));
  // The page does not ask again, and the unfinished text is still there.
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(notes(page)).toHaveCount(10);
  await expect(page.getByLabel('New note')).toHaveValue('Half a thought');
});
