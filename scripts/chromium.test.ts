import { chromium } from 'playwright';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chromiumLaunchOptions, findChromium } from './chromium.ts';

const executablePath = findChromium();

/** The features that a browser which Playwright starts with these arguments has turned off. */
async function turnedOff(args: readonly string[]): Promise<readonly string[]> {
  const browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    // Without it the browser does not tell its arguments.
    args: [...args, '--enable-automation'],
  });
  onTestFinished(() => browser.close());
  const session = await browser.newBrowserCDPSession();
  const { arguments: given } = await session.send('Browser.getBrowserCommandLine');
  const start = '--disable-features=';
  const [last = ''] = given.filter((argument) => argument.startsWith(start)).slice(-1);
  return last.slice(start.length).split(',');
}

describe.skipIf(executablePath === undefined && process.env['CI'] !== 'true')(
  'the Chromium of the tests',
  () => {
    it('turns off all that Playwright turns off, and the pages of the address bar', async () => {
      const byPlaywright = await turnedOff(
        chromiumLaunchOptions().args.filter((one) => !one.startsWith('--disable-features=')),
      );
      const byUs = await turnedOff(chromiumLaunchOptions().args);
      expect(byUs).toEqual([
        ...byPlaywright,
        'WebUIOmniboxPopup',
        'WebUIOmniboxAimPopup',
        'WebUIOmniboxFullPopup',
      ]);
    });
  },
);
