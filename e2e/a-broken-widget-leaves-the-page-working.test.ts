import { expect, test } from './harness/test.ts';
import { seedCharacters } from './harness/seed.ts';
import { addNote, ann, notes, openCharacter, signUp } from './harness/writer.ts';

test('a widget that crashes is replaced, the page around it works, and Retry brings it back', async ({
  page,
}) => {
  await signUp(page, ann);
  await seedCharacters(page.request, ['Mara']);
  await page.goto('/fault-lab');
  const sparks = page.getByRole('region', { name: 'Story sparks' });
  const rest = page.getByRole('heading', { level: 1 });
  await expect(rest).toBeVisible();

  await sparks.getByRole('button', { name: 'Break this widget' }).click();
  const notice = sparks.getByRole('heading', { name: 'The sparks stopped working' });
  await expect(notice).toBeFocused();
  await expect(sparks.getByRole('button', { name: 'Another spark' })).toBeHidden();
  await expect(rest).toBeVisible();

  await sparks.getByRole('button', { name: 'Retry' }).click();
  await sparks.getByRole('button', { name: 'Another spark' }).click();
  await expect(notice).toBeHidden();

  await sparks.getByRole('button', { name: 'Break this widget' }).click();
  await openCharacter(page, 'Mara');
  await addNote(page, 'She counts the stairs.');
  await expect(notes(page)).toHaveText(/She counts the stairs/);
});
