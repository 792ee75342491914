import type { BrowserContext, Page } from '@playwright/test';
import type { MortalBrowser } from './mortal-browser.ts';
import { seedCharacters } from './seed.ts';
import { type Account, characterRow, signUp, untilInstalled } from './writer.ts';
import { expect } from './test.ts';

/** The tab that a browser opens at its start. */
export function firstTab(context: BrowserContext): Page {
  const [page] = context.pages();
  if (!page) throw new Error('The browser has no tab.');
  return page;
}

/**
 * Signs up and closes the browser properly once. Chromium writes cookies to the disk only every half
 * minute, and these tests do not ask about a session that is lost in a crash right after the sign-in.
 */
export async function keepSession(
  browser: MortalBrowser,
  account: Account,
  characters: readonly string[],
): Promise<void> {
  const page = firstTab(await browser.launch());
  await signUp(page, account);
  await seedCharacters(page.request, characters);
  await page.goto('/characters');
  for (const name of characters) await expect(characterRow(page, name)).toBeVisible();
  await untilInstalled(page);
  await browser.quit();
}
