import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './harness/accessibility.ts';
import { awayLine } from './harness/connection.ts';
import { test } from './harness/test.ts';
import {
  addNote,
  ann,
  characterRow,
  createCharacter,
  mara,
  notes,
  openCharacter,
  signUp,
} from './harness/writer.ts';

const noteSends = { method: 'POST', path: /\/notes$/ };

test('a page that can store nothing still sends, and says that it keeps nothing safe', async ({
  page,
  fireside,
}) => {
  await withoutStorage(page);
  await signUp(page, ann);
  await expect(page.getByText('Not saved on this device')).toBeVisible();
  await expectAccessible(page, 'a list on a device that keeps nothing');

  await createCharacter(page, mara);
  await expect(characterRow(page, mara.name)).toBeVisible();
  expect(fireside.database.characters().map(({ name }) => name)).toEqual([mara.name]);
  await openCharacter(page, mara.name);
  await addNote(page, 'She counts the stairs.');
  expect(fireside.database.textsOn(mara.name)).toEqual(['She counts the stairs.']);
});

test('the browser asks before leaving while the page sends a write that it alone holds', async ({
  page,
  fireside,
}) => {
  const { line, database } = fireside;
  await withoutStorage(page);
  await signUp(page, ann);
  await createCharacter(page, mara);
  await openCharacter(page, mara.name);
  line.holdRequests(noteSends);
  await page.getByLabel('New note').fill('She counts the stairs.');
  await page.getByRole('button', { name: 'Add note' }).click();
  await line.sent(noteSends);

  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
  line.release();
  await expect.poll(() => database.textsOn(mara.name)).toEqual(['She counts the stairs.']);
});

test('a text that could not be sent stays in its form, and the page does not show it as saved', async ({
  page,
  fireside,
}) => {
  const { line, database } = fireside;
  await withoutStorage(page);
  await signUp(page, ann);
  await createCharacter(page, mara);
  await openCharacter(page, mara.name);
  await line.refuse();
  await page.getByLabel('New note').fill('She counts the stairs.');
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(page.getByText('The note is not saved')).toBeVisible();
  await expect(awayLine(page)).toBeVisible({ timeout: 5000 });
  await expect(notes(page)).toHaveCount(0);
  await expect(page.getByLabel('New note')).toHaveValue('She counts the stairs.');

  await line.restore();
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(notes(page)).toHaveText([/She counts the stairs\./]);
  await expect.poll(() => database.textsOn(mara.name)).toEqual(['She counts the stairs.']);
  await expect(page.getByLabel('New note')).toHaveValue('');
});

/** Acts like a browser with a broken profile, or one that forbids storage. */
async function withoutStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Storage is forbidden here.', 'SecurityError');
    };
  });
}
