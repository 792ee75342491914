import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const USES_REACT =
  /^import (?!type )[^;]*from '(react|react-dom|zustand)'|^import [^;]*\buse[A-Z]\w+[^;]*from 'react-hook-form'/m;

it('every file that uses React is marked for the client, so that a server component may import it', () => {
  const files = globSync('packages/{react,forms,zustand}/src/**/*.{ts,tsx}', {
    cwd: root,
    exclude: (file) => /\.(test|test-d|contract)\./.test(file),
  });
  const unmarked = files.filter((file) => {
    const source = readFileSync(new URL(file, `file://${root}/`), 'utf8');
    return USES_REACT.test(source) && !source.startsWith("'use client';");
  });
  expect(unmarked).toEqual([]);
});
