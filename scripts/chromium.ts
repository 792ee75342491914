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

/**
 * Lists that open under the address bar, which no headless browser shows. Chromium loads two pages for them into each
 * window, which take five times the processor time of the window itself.
 */
const ADDRESS_BAR = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];

/** What Playwright turns off by itself. Chromium obeys the last list alone, so a list of ours repeats these. */
const BY_PLAYWRIGHT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'BlockOriginHeaderModificationOnRedirect',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'Translate',
  'AutoDeElevate',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
];

const turnOff = (features: readonly string[]): string => `--disable-features=${features.join(',')}`;

const commonArgs: readonly string[] = [
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

/** For a Chromium that another program than Playwright starts. */
export const chromiumArgs: readonly string[] = [...commonArgs, turnOff(ADDRESS_BAR)];

/** Launch options for Playwright and for Vitest's browser mode. */
export function chromiumLaunchOptions(): { args: string[]; executablePath?: string } {
  const executablePath = findChromium();
  return {
    args: [...commonArgs, turnOff([...BY_PLAYWRIGHT, ...ADDRESS_BAR])],
    ...(executablePath !== undefined && { executablePath }),
  };
}
