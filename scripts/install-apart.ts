import { spawnSync } from 'node:child_process';
import { existsSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';

/** Brings a folder that has a lock of its own, apart from the workspace, up to date with its lock. */
export function installApart(folder: string, what: string): void {
  const done = path.join(folder, 'node_modules/.package-lock.json');
  const lock = path.join(folder, 'package-lock.json');
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log(`Installing ${what} …`);
  const args = ['install', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm could not install ${what}.\n${stderr}`);
  const now = new Date();
  utimesSync(done, now, now);
}
