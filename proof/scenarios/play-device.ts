import { playScenario, type Scenario } from '@holdfast/testing';
import { createBrowserFaults } from '@holdfast/testing/node';
import type { Page } from 'playwright';

const DEVICE: Scenario = {
  seed: 1,
  steps: [
    { forRequests: 1, storage: { full: true } },
    { forRequests: 1, clock: { jumpMs: 3_600_000 } },
    { forRequests: 1, tab: 'second' },
    { forRequests: 1, tab: 'freeze' },
  ],
};

/** Plays what a scenario does to a device in a real browser, and tells what that browser cannot do. */
export async function playDevice(page: Page): Promise<string> {
  const context = page.context();
  const name = context.browser()?.browserType().name() === 'chromium' ? 'chromium' : 'firefox';
  const faults = createBrowserFaults({ context, browser: name });
  const play = playScenario(DEVICE, { entered: faults.entered });
  for (const [place] of DEVICE.steps.entries()) {
    play.next('GET /');
    // oxlint-disable-next-line no-await-in-loop -- step by step
    await faults.settled();
    if (place === 1) {
      // oxlint-disable-next-line no-await-in-loop
      const aheadMs = (await page.evaluate(() => Date.now())) - Date.now();
      if (aheadMs < 3_000_000) throw new Error(`${name}: the clock is ahead by ${aheadMs} ms.`);
    }
  }
  if (context.pages().length !== 2) throw new Error(`${name} has no second tab.`);
  play.stop();
  await faults.settled();
  const others = context.pages().filter((one) => one !== page);
  await Promise.all(others.map((one) => one.close()));
  return `${name} cannot: ${faults.cannot().join(', ') || 'nothing of these'}`;
}
