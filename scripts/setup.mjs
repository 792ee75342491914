// Runs on the Node of the machine, before the pinned Node is installed. So it has no dependencies and no
// TypeScript.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The environment in which `node` and every tool are the pinned ones. Node keeps the code that it has compiled, so
 * that a server, of which the tests start hundreds, starts in half the time.
 */
export const env = {
  NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/node-compile'),
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

const TELL_EVERY_MS = 3_000;

/**
 * Runs a command in the root folder. Every few seconds it says for how long it has been at work, and what `progress`
 * reads from the output so far. When the command fails, it shows the output and exits with the command's code.
 */
export async function runTelling(what, [command, ...args], { progress, everyMs } = {}) {
  const began = Date.now();
  let output = '';
  console.log(`${what} …`);
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const end = () => child.kill();
  process.on('exit', end);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  const telling = setInterval(() => {
    const seconds = Math.round((Date.now() - began) / 1000);
    const more = progress?.(output);
    console.log(`${what} … ${seconds} s${more ? `, ${more}` : ''}`);
  }, everyMs ?? TELL_EVERY_MS);
  const [code] = await once(child, 'close').catch((error) => {
    output += `${error.message}\n`;
    return [1];
  });
  clearInterval(telling);
  process.off('exit', end);
  if (code === 0) return;
  process.stderr.write(output.replaceAll(/^npm http .*\n/gm, ''));
  console.error(`${command} ${args.join(' ')}: failed`);
  process.exit(code || 1);
}

/** The present step of npm, read from its own lines. */
export function npmProgress(output) {
  const fetched = output.match(/^npm http fetch /gm)?.length ?? 0;
  return fetched === 0 ? 'reading the list of packages' : `${fetched} answers of the registry`;
}

/** Brings node_modules up to date with the lock; does nothing when it already is. */
export async function install() {
  const lock = path.join(root, 'package-lock.json');
  const installed = path.join(root, 'node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  // `npm ci` would refuse a lock that omits optional binaries which a registry mirror does not carry.
  await runTelling(
    'Installing dependencies (once, a few minutes)',
    ['npm', 'install', '--no-audit', '--no-fund', '--loglevel=http'],
    { progress: npmProgress },
  );
  const now = new Date();
  utimesSync(installed, now, now);
}
