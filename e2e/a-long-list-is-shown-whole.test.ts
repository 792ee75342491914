import { placesOf } from './harness/every-store.ts';
import { expect, test } from './harness/test.ts';
import { seedCharacters } from './harness/seed.ts';
import { addNote, ann, notes, openCharacter, signUp } from './harness/writer.ts';

const names = Array.from({ length: 120 }, (_, at) => `Mara ${String(at).padStart(3, '0')}`);

test('a list of several pages appears whole and in order, also without a server', async ({
  page,
  fireside,
}) => {
  await signUp(page, ann);
  await seedCharacters(page.request, names);
  await page.goto('/characters');
  const rows = page.getByRole('list', { name: 'Your characters' }).getByRole('link');
  await expect(rows).toHaveText(names);
  // A list is on the screen before the browser has written it.
  const last = names.slice(-1);
  await expect
    .poll(() => placesOf(page, last))
    .toContainEqual(expect.stringMatching(/^\S+-cache /));

  await fireside.kill();
  await page.reload();
  await expect(rows).toHaveText(names);
});

test('a character with many notes shows the latest, and the earlier ones when the writer asks', async ({
  page,
}) => {
  await signUp(page, ann);
  await seedCharacters(page.request, ['Mara']);
  await page.goto('/characters');
  await openCharacter(page, 'Mara');
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const texts = Array.from({ length: 30 }, (_, at) => `Note ${String(at).padStart(2, '0')}`);
  for (const text of texts) {
    await page.request.post(`/api/characters/${id}/notes`, {
      headers: { 'idempotency-key': `"${text}"`, 'sec-fetch-site': 'same-origin' },
      data: { text },
    });
  }
  await page.reload();
  const shown = notes(page).locator('.note-text');
  await expect(shown).toHaveText(texts.slice(10));
  await page.getByRole('button', { name: 'Show earlier notes' }).click();
  await expect(shown).toHaveText(texts);
  await expect(page.getByRole('button', { name: 'Show earlier notes' })).toHaveCount(0);
  await addNote(page, 'One more.');
  await expect(shown).toHaveText([...texts, 'One more.']);
});
