import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import path from 'node:path';
import { env, install, root } from './setup.mjs';
import { supervise } from './supervise.mjs';

await install();

// The fault lab is open in development.
const development = { FIRESIDE_FAULTS: 'on', ...env };
// The lines that a developer types go to the supervisor.
const vite = spawn('vite', [], {
  ...{ cwd: root, env: development, stdio: ['ignore', 'inherit', 'inherit'] },
});
const server = supervise({
  name: "Fireside's server",
  args: ['--conditions=@holdfast/source', 'demo/server/main.ts'],
  ...{ cwd: root, env: development, ready: /^Fireside is at /, waits: true },
});
vite.on('exit', server.stop);
process.on('exit', () => vite.kill());

/** Editors write a file in several steps, and many files at once. */
const SETTLED_MS = 200;
const CODE = ['demo/server', 'demo/contract', ...['core', 'server', 'testing'].map(sourceOf)];
let soon;
for (const folder of CODE) {
  watch(path.join(root, folder), { recursive: true }, (_, file) => {
    if (!file?.endsWith('.ts') || /\.(test|test-d|contract)\.ts$/.test(file)) return;
    clearTimeout(soon);
    soon = setTimeout(server.restart, SETTLED_MS);
  });
}

function sourceOf(name) {
  return `packages/${name}/src`;
}
