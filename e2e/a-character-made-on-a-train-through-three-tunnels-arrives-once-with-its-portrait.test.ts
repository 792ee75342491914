import { expect, test } from './harness/test.ts';
import {
  ann,
  characterRow,
  expectArrived,
  fillBackstory,
  fillIdentity,
  fillTraits,
  mara,
  signUp,
  startCharacter,
  untilInstalled,
} from './harness/writer.ts';

const sittings = { method: 'POST', path: /\/portraits$/ };

test('through tunnels while it is typed, drawn and saved', async ({ page, fireside }) => {
  const { line, database } = fireside;
  const next = page.getByRole('button', { name: 'Next' });
  await signUp(page, ann);
  await untilInstalled(page);
  await startCharacter(page);

  // The first tunnel: the sheet fills in, and comes back after a reload.
  await line.refuse();
  await fillIdentity(page, mara);
  await fillTraits(page, mara);
  await fillBackstory(page, mara);
  await expect(page.getByText(/^Draft kept/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Backstory' })).toHaveValue(mara.backstory);
  await line.restore();

  // The second tunnel begins while the portraits are drawn: the server's answer never arrives.
  await next.click();
  const restore = line.dropAnswers({ match: sittings, times: 1 });
  await page.getByRole('button', { name: 'Draw 4 portraits · 1.6 ct' }).click();
  await expect(page.getByRole('radio', { name: 'Take 1' })).toBeChecked();
  await line.sent(sittings);
  await expect.poll(() => database.portraits().length).toBe(4);
  restore();

  // The third tunnel: the character waits whole on the device.
  await next.click();
  await line.refuse();
  await page.getByRole('button', { name: 'Save character' }).click();
  await expect(characterRow(page, mara.name)).toContainText('Saved on this device');
  await line.restore();

  await expectArrived(page, mara.name);
  expect(database.characters()).toMatchObject([{ account: ann.name, name: mara.name }]);
  const portraits = database.portraits();
  expect(new Set(portraits).size).toBe(4);
  await expect
    .poll(() => characterRow(page, mara.name).locator('img').getAttribute('src'))
    .toBe(`/api/portraits/${portraits[0]}`);
  const spending = await (await page.request.get('/api/spending')).json();
  // The price on the button, once: four portraits of 0.4 ct each.
  expect(spending).toMatchObject({ spentMicros: 16_000, reservedMicros: 0 });
});
