import type { Browser, BrowserContext, Page } from 'playwright';

export type Side = 'sdk' | 'bare';

export interface OpenSide {
  readonly page: Page;
  readonly context: BrowserContext;
}

/** A page of one side with a writer of its own and a first character. */
export async function openSide(browser: Browser, url: string, side: Side): Promise<OpenSide> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/overhead-${side}.html`);
  await page.waitForFunction(() => document.title === 'ready', undefined, { timeout: 60_000 });
  await page.evaluate(async (name) => {
    await globalThis.overhead.signUp(name);
    await globalThis.overhead.save(0);
  }, `${side} writer ${Date.now()}`);
  return { page, context };
}

export type Work = 'read' | 'write';

/** Does one operation. Resolves with the milliseconds that it took. */
export const workOn = (page: Page, work: Work, number: number): Promise<number> =>
  page.evaluate(
    ([what, which]) =>
      what === 'read' ? globalThis.overhead.read() : globalThis.overhead.note(which),
    [work, number] as const,
  );
