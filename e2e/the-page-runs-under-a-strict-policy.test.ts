import { expect } from '@playwright/test';
import { test } from './harness/test.ts';
import { ann, createCharacter, mara, signUp, untilInstalled } from './harness/writer.ts';

test('the page, its worker and its parts run under Trusted Types and a policy without exceptions', async ({
  page,
}) => {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/content security policy|trusted/i.test(message.text())) refused.push(message.text());
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile }) =>
      // oxlint-disable-next-line no-console -- the test listens
      console.error(`Content Security Policy: ${violatedDirective} ${sourceFile}`),
    );
  });
  await signUp(page, ann);
  await untilInstalled(page);
  await createCharacter(page, mara);
  for (const path of [
    '/',
    '/characters',
    '/stories',
    '/relationships',
    '/activity',
    '/account',
    '/preferences',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  expect(refused).toEqual([]);
  // A text that becomes markup is refused by the browser.
  const outcome = await page.evaluate(() => {
    try {
      document.createElement('div').innerHTML = '<b>text</b>';
      return 'taken';
    } catch (error) {
      return String(error);
    }
  });
  expect(outcome).toContain('TrustedHTML');
  expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
});
