import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { missingPaths } from './packed-paths.ts';

function unpacked(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'packed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

const code = "const PROGRAM = new URL('../../src/a/mock.py', import.meta.url);";

it('finds a file that the code opens and that the package does not have', () => {
  expect(missingPaths(unpacked({ 'dist/a/start.js': code }))).toEqual(['src/a/mock.py']);
});

it('finds no missing file where the package has it', () => {
  expect(missingPaths(unpacked({ 'dist/a/start.js': code, 'src/a/mock.py': '' }))).toEqual([]);
});
