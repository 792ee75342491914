import type { BrowserContext } from '@playwright/test';

/**
 * Makes `fill` type as a writer does in a stock Firefox. There, Playwright sets the value of a field from the page.
 * React takes that for a value of its own, and the app never learns of the text. So this gives Playwright the editing
 * command of the browser in place of its function of this name.
 */
export async function typeAsAWriter(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    Object.defineProperty(globalThis, '__pw_bidiInsertText', {
      get: () => (text: string) => {
        document.execCommand('insertText', false, text);
      },
      // Playwright assigns its own function after this script has run.
      set: () => {},
    });
  });
}
