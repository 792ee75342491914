import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { missingFrom } from './package-papers.ts';

const complete = {
  'package.json': '{"name":"@holdfast/x","version":"1.2.3"}',
  'README.md': '# @holdfast/x\n\nWhat it is for.\n',
  LICENSE: 'MIT\n',
  'CHANGELOG.md': '# Changelog\n\n## [1.2.3] - 2026-11-29\n',
};

function unpacked(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'papers-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

it('finds nothing missing in a package with README, LICENSE and changelog', () => {
  expect(missingFrom(unpacked(complete), 'MIT\n')).toEqual([]);
});

it('takes a changelog whose version is still to be released', () => {
  const files = { ...complete, 'CHANGELOG.md': '# Changelog\n\n## [Unreleased]\n' };
  expect(missingFrom(unpacked(files), 'MIT')).toEqual([]);
});

it.each([
  ['README.md', /README\.md whose title is @holdfast\/x/],
  ['LICENSE', /LICENSE from the root/],
  ['CHANGELOG.md', /section \[1\.2\.3\]/],
])('says which paper is missing, empty or about another package: %s', (file, sentence) => {
  const { [file as keyof typeof complete]: _, ...others } = complete;
  for (const files of [others, { ...others, [file]: '' }, { ...others, [file]: '# Else\n' }]) {
    expect(missingFrom(unpacked(files), 'MIT')).toEqual([expect.stringMatching(sentence)]);
  }
});
