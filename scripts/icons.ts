import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright';
import { chromiumLaunchOptions } from './chromium.ts';

// Draws the icons of the installed app from its one picture. Run it after a change of the picture, and commit them.

const GROUND = '#1b5c49';
const folder = 'demo/public/icons';
const picture = await readFile('demo/public/fireside.svg', 'utf8');

/** A mask may cut off a fifth of each side, so the picture of a maskable icon is smaller than its ground. */
const icons = [
  { name: 'fireside-192', pixels: 192, share: 1 },
  { name: 'fireside-512', pixels: 512, share: 1 },
  { name: 'fireside-maskable-512', pixels: 512, share: 0.72 },
  { name: 'apple-touch-icon', pixels: 180, share: 0.88 },
] as const;

await mkdir(folder, { recursive: true });
const browser = await chromium.launch(chromiumLaunchOptions());
try {
  const page = await browser.newPage();
  for (const { name, pixels, share } of icons) {
    const isWhole = share === 1;
    await page.setViewportSize({ width: pixels, height: pixels });
    await page.setContent(
      `<style>
        html { background: ${isWhole ? 'transparent' : GROUND} }
        body { margin: 0; display: grid; place-items: center; height: 100vh }
        svg { width: ${share * 100}vw }
      </style>${picture}`,
    );
    await writeFile(`${folder}/${name}.png`, await page.screenshot({ omitBackground: isWhole }));
  }
} finally {
  await browser.close();
}
