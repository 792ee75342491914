// Serves the gallery of the components, where each one stands in every state. With `--shots` it photographs them
// instead, light and dark, on a desktop and on phones, once in German, into docs/gallery/out.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import react from '@vitejs/plugin-react';
import { chromium } from 'playwright';
import { createServer, defaultClientConditions } from 'vite';
import { chromiumLaunchOptions } from './chromium.ts';

const OUT = 'docs/gallery/out';

const server = await createServer({
  configFile: false,
  root: 'docs/gallery',
  cacheDir: path.resolve('node_modules/.vite-gallery'),
  resolve: { conditions: ['@holdfast/source', ...defaultClientConditions] },
  plugins: [react()],
  server: { host: '127.0.0.1' },
});
await server.listen();
const [address = ''] = server.resolvedUrls?.local ?? [];

if (process.argv.includes('--shots')) {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  console.log(`${await takeShots(address)} pictures in ${OUT}`);
  await server.close();
} else {
  console.log(`The gallery is at ${address}`);
}

async function takeShots(url: string): Promise<number> {
  const browser = await chromium.launch(chromiumLaunchOptions());
  let count = 0;
  const looks = [
    ...[1280, 390, 320].map((width) => ({ theme: 'light', language: 'en', width }) as const),
    ...[1280, 390, 320].map((width) => ({ theme: 'dark', language: 'en', width }) as const),
    { theme: 'light', language: 'de', width: 320 } as const,
  ];
  for (const { theme, language, width } of looks) {
    const page = await browser.newPage({
      viewport: { width, height: 800 },
      colorScheme: theme,
      reducedMotion: 'reduce',
    });
    await page.goto(`${url}?bare&theme=${theme}&language=${language}`);
    await page.waitForFunction(
      () =>
        document.querySelectorAll('[data-ready="true"]').length > 0 &&
        document.querySelectorAll('[data-ready="false"]').length === 0,
    );
    for (const component of await page.locator('[data-component]').all()) {
      const name = (await component.getAttribute('data-component')) ?? '';
      const file = `${name.toLowerCase().replaceAll(' ', '-')}-${theme}-${language}-${width}.png`;
      await component.screenshot({ path: path.join(OUT, file) });
      count += 1;
    }
    await page.close();
  }
  await browser.close();
  return count;
}
