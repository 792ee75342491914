import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root, runTelling } from './setup.mjs';

const packages = path.join(root, 'packages');
const sources = [
  ...[
    'package-lock.json',
    'vite.config.ts',
    'scripts/precompress.ts',
    'scripts/preload-parts.ts',
    'scripts/preload-fonts.ts',
    'scripts/styles-first.ts',
    'scripts/list-parts.ts',
    'demo/index.html',
  ],
  ...['demo/src', 'demo/contract', 'demo/public'],
  ...readdirSync(packages).map((name) => `packages/${name}/src`),
];

// Folders count too: their time is the only trace that a deleted file leaves.
function newestTime(relative) {
  const file = path.join(root, relative);
  if (!existsSync(file)) return 0;
  const inside = statSync(file).isDirectory() ? readdirSync(file, { recursive: true }) : [];
  return Math.max(
    statSync(file).mtimeMs,
    ...inside.map((name) => statSync(path.join(file, name)).mtimeMs),
  );
}

/** Builds the demo if a source is newer than the last build. */
export async function buildDemo() {
  const built = path.join(root, 'demo/dist/worker.js');
  if (existsSync(built) && statSync(built).mtimeMs > Math.max(...sources.map(newestTime))) return;
  await runTelling('Building Fireside', ['vite', 'build', '--logLevel', 'warn']);
}
