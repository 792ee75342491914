import { chromiumArgs, findChromium } from '../../../scripts/chromium.ts';
import { findFirefox, quietFirefox } from '../../../scripts/firefox.ts';
import type { BrowserCommand } from './killable-browser.ts';

export type EngineName = 'chromium' | 'firefox';

/** How to start an engine, or undefined when the machine has none. */
export function findEngine(name: EngineName): BrowserCommand | undefined {
  return name === 'chromium' ? chromium() : firefox();
}

function chromium(): BrowserCommand | undefined {
  const command = findChromium();
  return command === undefined
    ? undefined
    : {
        command,
        args: (profile, url) => [
          '--headless=new',
          ...chromiumArgs,
          '--disable-popup-blocking',
          // Used only to freeze a tab and to stop a worker.
          '--remote-debugging-port=0',
          `--user-data-dir=${profile}`,
          url,
        ],
      };
}

function firefox(): BrowserCommand | undefined {
  const command = findFirefox();
  return command === undefined
    ? undefined
    : {
        command,
        args: (profile, url) => ['--headless', '--no-remote', '--profile', profile, url],
        files: { 'user.js': preferences },
      };
}

const preferences = Object.entries({
  ...quietFirefox,
  // A killed Firefox must open the page of the proof, and not the tabs that it had.
  'browser.sessionstore.resume_from_crash': false,
  'dom.disable_open_during_load': false,
  'toolkit.startup.max_resumed_crashes': -1,
})
  .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
  .join('');
