// Looks at each package as npm would deliver it: packed, then read by strangers.
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const tarballs = mkdtempSync(path.join(tmpdir(), 'holdfast-'));
let failed = false;

function attempt(command: string, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return;
  failed = true;
  console.error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
}

for (const manifest of globSync('packages/*/package.json')) {
  attempt('npm', ['pack', `./${path.dirname(manifest)}`, '--pack-destination', tarballs]);
}
for (const tarball of globSync(path.join(tarballs, '*.tgz'))) {
  attempt('publint', ['run', tarball, '--strict']);
  attempt('attw', [tarball, '--profile', 'esm-only']);
}

rmSync(tarballs, { recursive: true });
process.exitCode = failed ? 1 : 0;
