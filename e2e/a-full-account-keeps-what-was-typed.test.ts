import { expect, test } from './harness/test.ts';
import { seedCharacter } from './harness/seed.ts';
import { addNote, ann, notes, openCharacter, signUp } from './harness/writer.ts';

test('a note without room stays with its writer, the page says why, and the app sends it when there is room', async ({
  page,
  fireside,
}) => {
  await signUp(page, ann);
  await seedCharacter(page.request, 'Mara');
  await page.goto('/characters');
  await openCharacter(page, 'Mara');

  fireside.fillAccounts(16 * 1024 * 1024);
  await addNote(page, 'She counts the stairs.');
  await expect(notes(page)).toContainText('Needs you');
  await expect(notes(page)).toContainText(
    'There is no room for more text in your account. What you wrote stays on this device.',
  );
  await page.reload();
  await expect(notes(page)).toContainText('She counts the stairs.');
  await expect(notes(page)).toContainText('There is no room for more text in your account.');

  fireside.fillAccounts(0);
  await notes(page)
    .getByRole('button', { name: /^Try again/ })
    .click();
  await expect.poll(() => fireside.database.textsOn('Mara')).toEqual(['She counts the stairs.']);
  await expect(notes(page)).not.toContainText('Needs you');
});
