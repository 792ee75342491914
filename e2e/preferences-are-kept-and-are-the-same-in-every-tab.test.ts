import { expect, type Page } from '@playwright/test';
import { test } from './harness/test.ts';
import { ann, signUp, untilInstalled } from './harness/writer.ts';

test('a preference takes effect in every tab, before the first paint of the next start, and without a network', async ({
  page,
  context,
}) => {
  await signUp(page, ann);
  await untilInstalled(page);
  const other = await context.newPage();
  await other.goto('/characters');
  await expect(other.getByRole('heading', { name: 'Characters', level: 1 })).toBeVisible();

  await page.goto('/preferences');
  await page.getByRole('radio', { name: 'Dark' }).check();
  await page.getByRole('radio', { name: 'Deutsch' }).check();
  await expect(page.getByRole('heading', { name: 'Einstellungen', level: 1 })).toBeVisible();
  await expect(other.getByRole('heading', { name: 'Figuren', level: 1 })).toBeVisible();
  await expect.poll(() => groundOf(other)).toBe('rgb(15, 20, 18)');

  await context.setOffline(true);
  await page.getByRole('radio', { name: 'Größer' }).check();
  await expect(other.locator('html')).toHaveAttribute('data-text-size', 'larger');
  await other.reload({ waitUntil: 'commit' });
  // The styles and `look.js` hold the first paint back; the app itself has not run yet.
  await other.waitForFunction(() => document.body !== null);
  expect(await other.locator('html').getAttribute('data-theme')).toBe('dark');
  expect(await other.locator('html').getAttribute('lang')).toBe('de');
  expect(await other.locator('html').getAttribute('data-text-size')).toBe('larger');
  await expect(other.getByRole('heading', { name: 'Figuren', level: 1 })).toBeVisible();
});

const groundOf = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor);
