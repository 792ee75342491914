import { expect } from '@playwright/test';
import { placesOf } from './harness/every-store.ts';
import { savedText } from './harness/saved-file.ts';
import { seedCharacters } from './harness/seed.ts';
import { test } from './harness/test.ts';
import { addNote, ann, openCharacter, signIn, signUp } from './harness/writer.ts';

const noteSends = { method: 'POST', path: /\/notes$/ };

test('signing out with work waiting asks and obeys', async ({ page, fireside }) => {
  const { line, database } = fireside;
  const dialog = page.getByRole('dialog');
  const out = page.getByRole('heading', { name: 'Sign in' });
  const signOut = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(dialog).toContainText('What should happen to your unsent work?');
  };
  await signUp(page, ann);
  await seedCharacters(page.request, ['Mara']);
  await page.goto('/');

  // Keep: it is sent at the next sign-in.
  await openCharacter(page, 'Mara');
  line.holdRequests(noteSends);
  await addNote(page, 'Kept for next time.');
  await signOut();
  await expect(dialog.getByRole('button')).toHaveCount(5);
  await dialog.getByRole('button', { name: 'Keep for next time' }).click();
  await expect(out).toBeVisible();
  expect(database.notes()).toEqual([]);
  line.release();
  await signIn(page, ann);
  await expect.poll(() => database.textsOn('Mara')).toEqual(['Kept for next time.']);

  // A draft alone is unsent work too. The file has it, and a discard can be taken back.
  await openCharacter(page, 'Mara');
  await page.getByLabel('New note').fill('Only a draft.');
  await expect.poll(() => placesOf(page, ['Only a draft.'])).not.toEqual([]);
  await signOut();
  await expect(dialog).toContainText('1 draft is only on this device');
  const file = await savedText(page, () => dialog.getByRole('button', { name: 'Export' }).click());
  expect(file).toContain('Only a draft.');
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await dialog.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(page.getByLabel('New note')).toHaveValue('Only a draft.');

  // Discard: nothing of it stays or is sent.
  await signOut();
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await dialog.getByRole('button', { name: 'Sign out now' }).click();
  await expect(out).toBeVisible();
  await expect.poll(() => placesOf(page, ['Only a draft.', 'Kept for next time.'])).toEqual([]);

  // Send now: everything is sent before the session ends.
  await signIn(page, ann);
  await openCharacter(page, 'Mara');
  line.holdRequests(noteSends);
  await addNote(page, 'Sent before leaving.');
  await signOut();
  await dialog.getByRole('button', { name: 'Send now' }).click();
  line.release();
  await expect(out).toBeVisible();
  expect(database.textsOn('Mara')).toEqual(['Kept for next time.', 'Sent before leaving.']);
});
