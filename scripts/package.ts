// Packs each package as npm would, and checks the tarball with tools that do not know this repository.
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clientFilesWithoutDirective } from './client-files.ts';
import { missingFrom } from './package-papers.ts';
import { missingPaths } from './packed-paths.ts';

const tarballs = mkdtempSync(path.join(tmpdir(), 'holdfast-'));
let failed = false;

function attempt(command: string, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return;
  failed = true;
  console.error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
}

const folders = globSync('packages/*/package.json').map((file) => `./${path.dirname(file)}`);
attempt('npm', ['pack', ...folders, '--pack-destination', tarballs]);
const licence = readFileSync('LICENSE', 'utf8');
for (const tarball of globSync(path.join(tarballs, '*.tgz'))) {
  attempt('publint', ['run', tarball, '--strict']);
  const unpacked = tarball.replace(/\.tgz$/, '');
  mkdirSync(unpacked);
  attempt('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
  attempt('attw', [tarball, '--profile', 'esm-only', ...withoutStylesheets(unpacked)]);
  const complaints = [
    ...missingFrom(unpacked, licence),
    ...missingPaths(unpacked).map((file) => `pack ${file}, which the code opens`),
    ...clientFilesWithoutDirective(unpacked).map((file) => `begin ${file} with 'use client'`),
  ];
  for (const complaint of complaints) {
    failed = true;
    console.error(`${path.basename(tarball)}: ${complaint}`);
  }
}

rmSync(tarballs, { recursive: true });
process.exitCode = failed ? 1 : 0;

/** A stylesheet has no types. */
function withoutStylesheets(unpacked: string): readonly string[] {
  const { exports } = JSON.parse(readFileSync(path.join(unpacked, 'package.json'), 'utf8')) as {
    readonly exports: object;
  };
  const sheets = Object.keys(exports).filter((entry) => entry.endsWith('.css'));
  return sheets.length > 0 ? ['--exclude-entrypoints', ...sheets] : [];
}
