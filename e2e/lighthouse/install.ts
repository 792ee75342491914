import { spawnSync } from 'node:child_process';
import { existsSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';

const here = import.meta.dirname;

/** Brings Lighthouse up to date with its lock. It is kept apart from the workspace, because only this command needs it. */
export function installLighthouse(): void {
  const done = path.join(here, 'node_modules/.package-lock.json');
  const lock = path.join(here, 'package-lock.json');
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing Lighthouse …');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, stderr } = spawnSync('npm', args, { cwd: here, encoding: 'utf8' });
  if (status !== 0) throw new Error(`Lighthouse could not be installed.\n${stderr}`);
  const now = new Date();
  utimesSync(done, now, now);
}
