import { spawnSync } from 'node:child_process';
import { findChromium } from './chromium.ts';

const apt = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
const waysToGetOne = [
  () => spawnSync('playwright', ['install', 'chromium'], { timeout: 300_000 }),
  () => spawnSync('apt-get', ['update', '-qq'], apt),
  () => spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], apt),
];

if (findChromium() === undefined) console.log('Getting a Chromium to test in …');
for (const attempt of waysToGetOne) {
  if (findChromium() === undefined) attempt();
}
if (findChromium() === undefined) {
  console.error('No Chromium found. Install one, or name it in CHROMIUM_PATH.');
  process.exitCode = 1;
}
