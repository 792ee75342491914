import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { rolldown } from 'rolldown';
import { expect, it } from 'vitest';

const GUARDED = `
  import { HoldfastDevtools } from '@holdfast/devtools';
  import { jsx } from 'react/jsx-runtime';
  export const page = (holdfast) =>
    process.env.NODE_ENV === 'production' ? jsx('p', {}) : jsx(HoldfastDevtools, { holdfast });`;
const WITHOUT = `
  import { jsx } from 'react/jsx-runtime';
  export const page = (holdfast) => jsx('p', {});`;
const EVERYTHING = `export * from '@holdfast/devtools';`;

const BUNDLERS = { esbuild: withEsbuild, rolldown: withRolldown };

it.each(Object.entries(BUNDLERS))(
  'a build for production by %s is to the byte what it is without the panel',
  async (_, bundle) => {
    expect(await bundle(GUARDED, ['production'])).toEqual(await bundle(WITHOUT, ['production']));
  },
);

it.each(Object.entries(BUNDLERS))(
  'an app that forgets to ask for development ships empty functions, by %s',
  async (_, bundle) => {
    const files = await bundle(EVERYTHING, ['production']);
    expect(files.join('').length).toBeLessThan(600);
    expect(files.join('')).not.toMatch(/visx|attachShadow|tablist|react/);
  },
);

it('loads the panel when it is opened: at most 45 kB with its plots and styles, and few before that', async () => {
  const [entry, ...later] = await withEsbuild(EVERYTHING, []);
  console.info(`devtools: ${size([entry ?? ''])} B at once, ${size(later)} B when opened`);
  expect(size(later)).toBeLessThan(45_000);
  expect(later.join('')).toContain('tablist');
});

const size = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);

const react = ['react', 'react-dom', 'react/*', 'react-dom/*'];

async function withEsbuild(contents: string, more: readonly string[]): Promise<readonly string[]> {
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: import.meta.dirname },
    ...{ bundle: true, write: false, format: 'esm', splitting: true },
    // Names are kept, because a bundler chooses short ones by what it has seen.
    ...{ minifySyntax: true, minifyWhitespace: true, minifyIdentifiers: !more.length },
    ...{ outdir: 'out', external: react, logLevel: 'error' },
    conditions: ['@holdfast/source', 'browser', 'import', ...more],
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles.map(({ text }) => text);
}

async function withRolldown(source: string, more: readonly string[]): Promise<readonly string[]> {
  const use = `${import.meta.dirname}/use.js`;
  const bundle = await rolldown({
    ...{ input: use, external: /^react/, logLevel: 'silent' },
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    resolve: { conditionNames: ['@holdfast/source', 'browser', 'import', ...more] },
    plugins: [
      {
        name: 'inline-use',
        resolveId: (id) => (id === use ? id : null),
        load: (id) => (id === use ? source : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  return output.map((file) => (file.type === 'chunk' ? file.code : ''));
}
