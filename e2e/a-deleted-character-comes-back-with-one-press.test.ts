import { seedCharacters } from './harness/seed.ts';
import { expect, test } from './harness/test.ts';
import { ann, characterRow, openCharacter, signUp } from './harness/writer.ts';

test('and nothing of the deletion reaches the server', async ({ page, fireside }) => {
  await signUp(page, ann);
  await seedCharacters(page.request, ['Mara', 'Teo']);
  await page.reload();
  await openCharacter(page, 'Mara');
  await page.getByRole('button', { name: 'Delete Mara' }).click();
  await expect(page.getByText('Mara is deleted, with all notes and portraits.')).toBeVisible();
  await expect(characterRow(page, 'Teo')).toBeVisible();
  await expect(characterRow(page, 'Mara')).toHaveCount(0);

  await page.getByRole('button', { name: 'Undo: delete Mara' }).click();
  await expect(characterRow(page, 'Mara')).toBeVisible();
  await expect(page.getByText('Mara is deleted')).toHaveCount(0);
  expect(fireside.line.sends({ method: 'DELETE' })).toEqual([]);
});
