import * as words from '@holdfast/core/messages';
import { de } from '@holdfast/core/messages/de';
import { en } from '@holdfast/core/messages/en';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

/** The code that a page with this source ships. */
async function shipped(contents: string, ...languages: readonly string[]): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'tsx' },
    ...{ bundle: true, minify: true, write: false, format: 'esm', jsx: 'automatic' },
    ...{ charset: 'utf8', external: ['react'] },
    conditions: ['@holdfast/source', 'browser', 'production', ...languages],
  });
  return outputFiles[0]?.text ?? '';
}

/** The texts of a table that a bundle holds. Placeholders and texts of one word prove nothing. */
const textsIn = (bundle: string, table: object): readonly string[] =>
  Object.values(table).filter((text: string) => / /.test(text) && bundle.includes(text));

it('an app that imports only the boundary ships no sentence for a failure, and only the words of the boundary', async () => {
  const bundle = await shipped(
    `export { BoundaryFallback, ErrorBoundary } from '@holdfast/react/boundary';`,
  );
  expect(textsIn(bundle, en.boundary)).toHaveLength(6);
  for (const part of [en.failures, en.states, en.reasons, en.drafts, en.updates]) {
    expect(textsIn(bundle, part)).toEqual([]);
  }
});

it('an app with a status line ships one short sentence for each family of failures', async () => {
  const bundle = await shipped(`export { StatusLine } from '@holdfast/react';`);
  expect(textsIn(bundle, en.states).length).toBeGreaterThan(8);
  const short = new Set(Object.values(words.failureWords));
  expect(textsIn(bundle, en.failures).filter((text) => !short.has(text))).toEqual([]);
  expect(textsIn(bundle, en.drafts)).toEqual([]);
});

it.each([
  ['English, without a setting', [], en, de],
  ['German, by a condition of the bundler', ['@holdfast/de'], de, en],
])('an app ships one language: %s', async (_, languages, its, other) => {
  const bundle = await shipped(
    `export { StatusLine, BoundaryFallback, ErrorBoundary } from '@holdfast/react';`,
    ...languages,
  );
  for (const part of ['boundary', 'states', 'reasons', 'failures'] as const) {
    expect(textsIn(bundle, its[part]).length).toBeGreaterThan(0);
    expect(textsIn(bundle, other[part])).toEqual([]);
  }
});
