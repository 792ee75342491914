import { test as base } from '@playwright/test';
import { typeAsAWriter } from './firefox-typing.ts';
import { type Fireside, startFireside } from './fireside.ts';
import { createMortalBrowser, type MortalBrowser } from './mortal-browser.ts';

interface Options {
  /** Settings of the server for the tests of a file, set by `test.use`. */
  readonly environment: Readonly<Record<string, string>>;
}

interface Fixtures {
  readonly fireside: Fireside;
  readonly mortalBrowser: MortalBrowser;
}

/** Every test gets a Fireside of its own, which it may break. */
export const test = base.extend<Fixtures & Options>({
  environment: [{}, { option: true }],
  fireside: async ({ environment }, lend) => {
    const fireside = await startFireside(environment);
    await lend(fireside);
    await fireside.dispose();
  },
  mortalBrowser: async ({ fireside }, lend) => {
    const browser = await createMortalBrowser(fireside.url);
    await lend(browser);
    await browser.dispose();
  },
  context: async ({ context, browserName }, lend) => {
    if (browserName === 'firefox') await typeAsAWriter(context);
    await lend(context);
  },
  baseURL: async ({ fireside }, lend) => lend(fireside.url),
});

export { expect } from '@playwright/test';
