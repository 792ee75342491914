import { expect, test } from './harness/test.ts';
import { seedCharacter } from './harness/seed.ts';
import { addNote, ann, notes, openCharacter, signUp } from './harness/writer.ts';

const noteSends = { method: 'POST', path: /\/notes$/ };

test('the page says so in the words of Fireside, the app sends the note once, and it goes through when the character is back', async ({
  page,
  fireside,
}) => {
  const { line, database } = fireside;
  await signUp(page, ann);
  await seedCharacter(page.request, 'Mara');
  const [mara] = database.characters();
  await page.goto('/characters');
  await openCharacter(page, 'Mara');

  fireside.forgetCharacters();
  await addNote(page, 'She counts the stairs.');
  await expect(notes(page)).toContainText('Not sent');
  await expect(notes(page)).toContainText(
    'Fireside does not have the character that this is about. It is still on this device.',
  );
  await notes(page).getByText('Technical detail').click();
  await expect(notes(page)).toContainText('CHARACTER_UNKNOWN (2000)');
  expect(line.sends(noteSends).map(({ status }) => status)).toEqual([404]);

  await seedCharacter(page.request, 'Mara', mara?.id);
  await notes(page)
    .getByRole('button', { name: /^Try again/ })
    .click();
  await expect.poll(() => database.textsOn('Mara')).toEqual(['She counts the stairs.']);
  await expect(notes(page)).not.toContainText('Not sent');
  const sends = line.sends(noteSends);
  // Nothing had taken effect, so it went under a key that the server had not refused yet.
  expect(sends.map(({ status }) => status)).toEqual([404, 201]);
  expect(new Set(sends.map(({ key }) => key)).size).toBe(2);
});
