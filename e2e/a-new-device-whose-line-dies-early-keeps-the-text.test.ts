import { expect, test } from './harness/test.ts';
import { seedCharacters } from './harness/seed.ts';
import { ann, notes, openCharacter, signUp } from './harness/writer.ts';

test('a writer keeps the text while the outbox of a new device does not load, and saves it when it does', async ({
  page,
  fireside,
}) => {
  // A worker would bring the outbox.
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
  await page.route('**/device-outbox-*', (route) => route.abort());
  await signUp(page, ann);
  await seedCharacters(page.request, ['Mara']);
  await page.goto('/characters');
  await openCharacter(page, 'Mara');

  const text = page.getByLabel('New note');
  await text.fill('She counts the stairs.');
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(page.getByText('The note is not saved')).toBeVisible();
  await expect(page.getByText('Not saved on this device')).toBeVisible();
  await expect(text).toHaveValue('She counts the stairs.');
  await page.reload();
  await expect(text).toHaveValue('She counts the stairs.');

  await page.unrouteAll();
  await expect(page.getByText('Not saved on this device')).toBeHidden();
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(notes(page)).toHaveText([/She counts the stairs\./]);
  await expect.poll(() => fireside.database.textsOn('Mara')).toEqual(['She counts the stairs.']);
});
