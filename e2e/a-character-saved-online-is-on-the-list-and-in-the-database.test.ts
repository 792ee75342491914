import { expect, test } from './harness/test.ts';
import {
  ann,
  characterRow,
  createCharacter,
  expectArrived,
  mara,
  openCharacter,
  signUp,
} from './harness/writer.ts';

test('the list shows it at once, and the server stores it as the writer wrote it', async ({
  page,
  fireside,
}) => {
  await signUp(page, ann);
  await createCharacter(page, mara);

  const row = characterRow(page, mara.name);
  await expectArrived(page, mara.name);
  await expect(row).toContainText(mara.role);
  expect(fireside.database.characters()).toMatchObject([{ account: ann.name, name: mara.name }]);

  await page.reload();
  await openCharacter(page, mara.name);
  const sheet = page.getByRole('article');
  for (const text of [mara.role, mara.temperament, ...mara.traits, mara.backstory]) {
    await expect(sheet).toContainText(new RegExp(text, 'i'));
  }
});
