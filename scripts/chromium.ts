import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

/** The Chromium that tests and benches drive, or undefined when the machine has none. */
export function findChromium(): string | undefined {
  return [
    process.env['CHROMIUM_PATH'],
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    chromium.executablePath(),
  ].find((path) => path !== undefined && path !== '' && existsSync(path));
}

export const chromiumArgs: readonly string[] = [
  // Chromium refuses to start its sandbox as root. Containers run as root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  // A browser that calls its vendor fills a closed network with refused connections.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Launch options for Playwright and for Vitest's browser mode. */
export function chromiumLaunchOptions(): { args: string[]; executablePath?: string } {
  const executablePath = findChromium();
  return { args: [...chromiumArgs], ...(executablePath !== undefined && { executablePath }) };
}
