import type { BrowserContext, Page } from '@playwright/test';
import type { MortalBrowser } from './mortal-browser.ts';
import { seedCharacters } from './seed.ts';
import { type Account, characterRow, signUp, untilInstalled } from './writer.ts';
import { expect } from './test.ts';

/** The tab that a browser opens with. */
export function firstTab(context: BrowserContext): Page {
  const [page] = context.pages();
  if (!page) throw new Error('The browser has no tab.');
  return page;
}

/**
 * Signs up and closes the browser properly once: Chromium writes cookies down only every half minute,
 * and a session lost by a crash right after signing in is not what these tests are about.
 */
export async function keepSession(
  browser: MortalBrowser,
  account: Account,
  characters: readonly string[],
): Promise<void> {
  const page = firstTab(await browser.launch());
  await signUp(page, account);
  await seedCharacters(page.request, characters);
  await page.goto('/');
  for (const name of characters) await expect(characterRow(page, name)).toBeVisible();
  await untilInstalled(page);
  await browser.quit();
}
