import { expect, test } from './harness/test.ts';

test.use({ locale: 'de-DE' });

test('a German browser gets a German page', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByText('Fireside bewahrt deine Figuren auf')).toBeVisible();
});
