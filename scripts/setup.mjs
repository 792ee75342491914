// Runs on the Node of the machine, before the pinned Node is installed. So it has no dependencies and no
// TypeScript.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The environment in which `node` and every tool are the pinned ones. */
export const env = {
  ...process.env,
  PATH: path.join(root, 'node_modules/.bin') + path.delimiter + process.env.PATH,
};

/**
 * Runs a command in the root folder, and exits with the command's code when it fails. With `quiet` it shows
 * output only then.
 */
export function run(command, args, { quiet = false } = {}) {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    env,
    stdio: quiet ? 'pipe' : 'inherit',
    encoding: 'utf8',
    maxBuffer: Infinity,
  });
  if (status === 0) return;
  if (quiet) process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
  if (error) console.error(error.message);
  console.error(`${command} ${args.join(' ')}: failed`);
  process.exit(status || 1);
}

/**
 * Begins a command in the root folder and returns a function that waits for its end. When the command fails,
 * that function exits with its code. The command ends with this process at the latest.
 */
export function begin(command, args) {
  const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
  process.on('exit', () => child.kill());
  const ended = once(child, 'exit');
  return async () => {
    const [code] = await ended;
    if (code === 0) return;
    console.error(`${command} ${args.join(' ')}: failed`);
    process.exit(code || 1);
  };
}

/** Brings node_modules up to date with the lock; does nothing when it already is. */
export function install() {
  const lock = path.join(root, 'package-lock.json');
  const installed = path.join(root, 'node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing dependencies …');
  // Not `npm ci`: it refuses a lock that omits optional binaries a registry mirror does not carry.
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { quiet: true });
  const now = new Date();
  utimesSync(installed, now, now);
}
