import { expect, test } from './harness/test.ts';
import { awayLine } from './harness/connection.ts';
import { seedCharacters } from './harness/seed.ts';
import {
  ann,
  characterRow,
  openCharacter,
  signUp,
  untilAtHand,
  untilInstalled,
} from './harness/writer.ts';

test('the worker opens the app, and the list says how old it is', async ({
  page,
  context,
  browserName,
  fireside,
}) => {
  await signUp(page, ann);
  await seedCharacters(page.request, ['Mara', 'Teo']);
  await page.goto('/characters');
  await expect(characterRow(page, 'Teo')).toBeVisible();
  await untilInstalled(page);
  // The worker has the pages of the app, and leaves the addresses of the API to the server.
  const opened = (path: string): number =>
    fireside.line.sends({ path }).filter(({ headers }) => headers['sec-fetch-mode'] === 'navigate')
      .length;
  const before = opened('/characters');
  const app = await page.goto('/characters');
  await expect(characterRow(page, 'Teo')).toBeVisible();
  expect(opened('/characters')).toBe(before);
  const api = await page.goto('/api/healthz');
  expect(opened('/api/healthz')).toBe(1);
  // Playwright can say it of Chromium only.
  if (browserName === 'chromium') {
    expect([app, api].map((answer) => answer?.fromServiceWorker())).toEqual([true, false]);
  }
  await page.close();

  await fireside.kill();
  await context.setOffline(true);
  const cold = await context.newPage();
  await cold.clock.install({ time: Date.now() + 3 * 3_600_000 });
  const shell = await cold.goto('/characters');

  if (browserName === 'chromium') expect(shell?.fromServiceWorker()).toBe(true);
  await expect(awayLine(cold)).toBeVisible();
  await expect(cold.getByText('Last updated 3 hours ago. You’re offline.')).toBeVisible();
  await expect(characterRow(cold, 'Mara')).toBeVisible();
  await expect(characterRow(cold, 'Teo')).toBeVisible();
  await openCharacter(cold, 'Mara');

  // A deep link opens the same shell.
  await cold.reload();
  await expect(cold.getByRole('heading', { name: 'Mara', level: 1 })).toBeVisible();

  await fireside.start();
  await context.setOffline(false);
  await expect(awayLine(cold)).toBeHidden();
  await expect(cold.getByText(/Shown as of/)).toBeHidden();
});

test('without a worker the page has all other pages at hand once it has loaded', async ({
  page,
  fireside,
}) => {
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
  await signUp(page, ann);
  await untilAtHand(page);
  await fireside.kill();

  await page.getByRole('link', { name: 'Preferences' }).click();
  await expect(page.getByRole('heading', { name: 'Preferences', level: 1 })).toBeVisible();
});
