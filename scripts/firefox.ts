import { existsSync } from 'node:fs';

/** The Firefox that proofs drive, or undefined when the machine has none. */
export function findFirefox(): string | undefined {
  return [
    process.env['FIREFOX_PATH'],
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  ].find((path) => path !== undefined && path !== '' && existsSync(path));
}
