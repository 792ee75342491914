import type { Locator, Page } from '@playwright/test';

/** The line that stands above every page while Fireside does not answer. While it does, there is none. */
export function awayLine(page: Page): Locator {
  return page.locator('.connection').getByText(/^(You're offline|Fireside cannot be reached)\.$/);
}
