import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { looks } from './looks.ts';

export interface Shot {
  readonly screen: string;
  readonly state: string;
  readonly look: string;
  readonly file: string;
  readonly bytes: number;
}

const QUALITY = 40;
/** A long screen is photographed to this height, with its bars where they stand then. */
const MOST_HEIGHT = 1400;

/** Photographs the current screen in each look, in the format that Chromium packs tightest. */
export async function takeShots(
  page: Page,
  folder: string,
  { screen, state }: Pick<Shot, 'screen' | 'state'>,
): Promise<readonly Shot[]> {
  mkdirSync(folder, { recursive: true });
  const shots: Shot[] = [];
  const session = await page.context().newCDPSession(page);
  for (const { name: look, viewport, colorScheme } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(viewport);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    const torn = page.locator('.torn-rule').last();
    const isTorn = (await torn.count()) > 0;
    // A picture of a text that broke off shows the place where it did.
    const seen = isTorn
      ? viewport.height
      : Math.min(Math.max(height, viewport.height), MOST_HEIGHT);
    await page.setViewportSize({ ...viewport, height: seen });
    await page.evaluate(() => window.scrollTo(0, 0));
    if (isTorn) await torn.evaluate((rule) => rule.scrollIntoView({ block: 'center' }));
    // Two frames, so that what measures its room has drawn itself anew.
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    const { data } = await session.send('Page.captureScreenshot', {
      format: 'webp',
      quality: QUALITY,
    });
    const file = `${screen}-${state}-${look}.webp`;
    const content = Buffer.from(data, 'base64');
    writeFileSync(path.join(folder, file), content);
    shots.push({ screen, state, look, file, bytes: content.length });
  }
  await session.detach();
  return shots;
}
