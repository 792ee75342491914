import { expect, test } from './harness/test.ts';
import { seedCharacters } from './harness/seed.ts';
import { addNote, ann, notes, openCharacter, signUp } from './harness/writer.ts';

const noteSends = { method: 'POST', path: /\/notes$/ };

test('the server dies between its commit and its answer', async ({ page, fireside }) => {
  const { line, database } = fireside;
  await signUp(page, ann);
  await seedCharacters(page.request, ['Mara']);
  await page.goto('/characters');
  await openCharacter(page, 'Mara');

  const died = new Promise<void>((resolve, reject) => {
    line.dropAnswers({
      match: noteSends,
      times: 1,
      onDropped: () => fireside.kill().then(resolve, reject),
    });
  });
  await addNote(page, 'She counts the stairs.');
  await died;
  await expect(notes(page)).toContainText('Saved on this device');
  const [committed] = database.notes();
  expect(committed).toMatchObject({ character: 'Mara', text: 'She counts the stairs.' });

  await fireside.start();
  await expect(notes(page).getByText('now', { exact: true })).toBeVisible({ timeout: 35_000 });
  await expect(notes(page)).toHaveCount(1);

  expect(database.notes()).toEqual([committed]);
  const sends = line.sends(noteSends);
  expect(sends.length).toBeGreaterThanOrEqual(2);
  expect(new Set(sends.map(({ key }) => key)).size).toBe(1);
  expect(database.answeredKeys()).toContain(sends[0]?.key);
});
