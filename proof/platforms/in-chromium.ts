import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright';
import { chromiumLaunchOptions } from '../../scripts/chromium.ts';
import { bundle, entriesForPages } from './bundle.ts';
import type { Platform, Result } from './verdict.ts';

const PROGRAM = `
  import { runInPage } from './in-page.mjs';
  globalThis.matrix = runInPage(entries, load);`;

/** The features that a lesser browser lacks, and the script that removes each one before the page begins. */
const LACKING: Readonly<Record<string, string>> = {
  Chromium: '',
  '… without BroadcastChannel': 'delete globalThis.BroadcastChannel',
  '… without Web Locks': 'delete Navigator.prototype.locks',
  '… without IndexedDB': 'delete globalThis.indexedDB',
  '… without localStorage': 'delete globalThis.localStorage',
};

export const browsers: readonly Platform[] = Object.entries(LACKING).map(([name, script]) => ({
  name,
  try: () => inChromium(script),
}));

async function inChromium(script: string): Promise<readonly Result[]> {
  const code = await bundle(PROGRAM, entriesForPages(), ['browser']);
  const server = createServer((request, response) => {
    const isCode = request.url === '/page.js';
    response.setHeader('content-type', isCode ? 'text/javascript' : 'text/html');
    response.end(isCode ? code : '<!doctype html><script type="module" src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const page = await browser.newPage();
    if (script !== '') await page.addInitScript(script);
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    return await page.evaluate<Result[]>('globalThis.matrix');
  } finally {
    await browser.close();
    server.close();
  }
}
