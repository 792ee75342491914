import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { catalogue } from '../catalogue.ts';
import { advice } from './every-advice.ts';

const packages = path.resolve(import.meta.dirname, '../../../..');
// What only lists codes, or says something about them, raises none.
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

const codes = Object.keys(catalogue) as (keyof typeof advice)[];

it('does not pass for Holdfast what only apps and servers raise, nor the other way about', () => {
  const left = codes.filter((code) =>
    advice[code].message.startsWith('For apps and servers to raise: '),
  );
  expect(left).toEqual(codes.filter((code) => !words.has(code)));
  expect(left).not.toEqual([]);
});
