import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { here, packed, root, subject } from './places.ts';

/** Builds and packs every package as npm would deliver it, and installs it where an app would have it. */
export function packPackages(): void {
  run('tsc', ['-b']);
  rmSync(packed, { recursive: true, force: true });
  const tarballs = path.join(packed, 'tarballs');
  mkdirSync(tarballs, { recursive: true });
  const folders = globSync('packages/*', { cwd: root }).map((folder) => `./${folder}`);
  const told = run('npm', ['pack', ...folders, '--pack-destination', tarballs, '--json']);
  const made = Object.values(
    JSON.parse(told) as Record<string, { name: string; filename: string }>,
  );
  for (const { name, filename } of made) {
    const folder = path.join(packed, 'node_modules', name);
    mkdirSync(folder, { recursive: true });
    const file = filename.replace('@', '').replace('/', '-');
    const nested = path.join(root, 'packages', path.basename(name), 'node_modules');
    // Versions that differ from those in the root; npm would nest them in the app in the same way.
    if (existsSync(nested)) cpSync(nested, path.join(folder, 'node_modules'), { recursive: true });
    run('tar', ['xzf', path.join(tarballs, file), '-C', folder, '--strip-components=1']);
  }
  cpSync(path.join(here, 'subject'), subject, { recursive: true });
}

function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
}
