import { spawnSync } from 'node:child_process';
import { findChromium } from './chromium.ts';
import { findFirefox } from './firefox.ts';

const apt = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
/** The packages of Debian for the browsers that are missing. */
const missing = (): readonly string[] => [
  ...(findChromium() === undefined ? ['chromium'] : []),
  ...(findFirefox() === undefined ? ['firefox-esr'] : []),
];
const install = ['install', '-y', '-qq', '--no-install-recommends'];

if (findChromium() === undefined) {
  console.log('Getting a Chromium to test in …');
  spawnSync('playwright', ['install', 'chromium'], { timeout: 300_000 });
}
if (missing().length > 0) {
  spawnSync('apt-get', ['update', '-qq'], apt);
  spawnSync('apt-get', [...install, ...missing()], apt);
}
// Without a Firefox, the proofs run only in Chromium, and say so.
if (findFirefox() === undefined)
  console.log('There is no Firefox, and this user cannot install one.');
if (findChromium() === undefined) {
  console.error('No Chromium found. Install one, or name it in CHROMIUM_PATH.');
  process.exitCode = 1;
}
