import { expect, test } from './harness/test.ts';
import {
  addNote,
  ann,
  characterRow,
  createCharacter,
  expectArrived,
  mara,
  notes,
  openCharacter,
  signUp,
  untilInstalled,
} from './harness/writer.ts';

const background = 'It sends by itself when there is a connection, even when Fireside is closed.';

test('the page shows it as queued, also after a reload, and as saved when the server is back', async ({
  page,
  fireside,
}) => {
  await signUp(page, ann);
  await untilInstalled(page);
  await fireside.stop();

  await createCharacter(page, mara);
  const row = characterRow(page, mara.name);
  await expect(row).toContainText('Saved on this device');
  await expect(page.getByText(background)).toHaveCount(1);

  // A note without an id of its own shows every send that took effect.
  await openCharacter(page, mara.name);
  await addNote(page, 'She counts the stairs.');
  await expect(notes(page)).toContainText('Saved on this device');

  await page.goto('/characters');
  await expect(row).toContainText('Saved on this device');
  await expect(row).toContainText('and 1 more waiting');
  expect(fireside.database.characters()).toEqual([]);

  await fireside.start();
  await expectArrived(page, mara.name);
  await expect(page.getByText(background)).toHaveCount(0);
  expect(fireside.database.characters()).toMatchObject([{ account: ann.name, name: mara.name }]);
  await expect
    .poll(fireside.database.notes)
    .toMatchObject([{ account: ann.name, text: 'She counts the stairs.' }]);

  await page.reload();
  await expectArrived(page, mara.name);
  await openCharacter(page, mara.name);
  await expect(notes(page)).toHaveCount(1);
});

test('a browser that cannot send in the background promises less', async ({ page, fireside }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'SyncManager');
    Reflect.deleteProperty(ServiceWorkerRegistration.prototype, 'sync');
  });
  await signUp(page, ann);
  await untilInstalled(page);
  await fireside.stop();

  await createCharacter(page, mara);
  const row = characterRow(page, mara.name);
  await expect(row).toContainText('Saved on this device');
  const main = page.getByRole('main');
  await expect(main).toContainText('It sends when Fireside is open.');
  await expect(main).not.toContainText('by itself');
});
