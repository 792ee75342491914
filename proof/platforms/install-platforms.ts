import { spawnSync } from 'node:child_process';
import { existsSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { here } from './places.ts';

/** Brings the runtimes, test environments and compilers up to date with their lock. */
export function installPlatforms(): void {
  const done = path.join(here, 'node_modules/.package-lock.json');
  const lock = path.join(here, 'package-lock.json');
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing the platforms …');
  const args = ['install', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, stderr } = spawnSync('npm', args, { cwd: here, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The platforms could not be installed.\n${stderr}`);
  const now = new Date();
  utimesSync(done, now, now);
}
