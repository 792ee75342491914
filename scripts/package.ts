// Packs each package as npm would, and checks the tarball with tools that do not know this repository.
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { missingFrom } from './package-papers.ts';

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
const licence = readFileSync('LICENSE', 'utf8');
for (const tarball of globSync(path.join(tarballs, '*.tgz'))) {
  attempt('publint', ['run', tarball, '--strict']);
  attempt('attw', [tarball, '--profile', 'esm-only']);
  const unpacked = tarball.replace(/\.tgz$/, '');
  mkdirSync(unpacked);
  attempt('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
  for (const complaint of missingFrom(unpacked, licence)) {
    failed = true;
    console.error(`${path.basename(tarball)}: ${complaint}`);
  }
}

rmSync(tarballs, { recursive: true });
process.exitCode = failed ? 1 : 0;
