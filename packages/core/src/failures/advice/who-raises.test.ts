import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { catalogue } from '../catalogue.ts';

const packages = path.resolve(import.meta.dirname, '../../../..');
// A file that only lists codes, or says something about them, raises none of them.
const TABLES =
  /index\.ts$|\.(?:test|test-d|contract)\.|failures\/(?:kinds|advice|messages)\/|failure-words/;
const COMMENTS = /\/\*[\s\S]*?\*\/|\/\/.*$/gm;

const files = globSync('*/src/**/*.{ts,tsx}', { cwd: packages }).filter(
  (file) => !TABLES.test(file.replaceAll('\\', '/')),
);
const words = new Set(
  files.flatMap(
    (file) =>
      readFileSync(path.join(packages, file), 'utf8').replace(COMMENTS, '').match(/\w+/g) ?? [],
  ),
);

const codes = Object.keys(catalogue);

it('Holdfast raises every code of its catalogue; apps define their own codes from 2000 up', () => {
  expect(codes.filter((code) => !words.has(code))).toEqual([]);
});
