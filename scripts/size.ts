// Measures how many bytes each use costs a page: bundled, minified and gzipped, with everything it imports.
// Fails when a use is over its limit, or when docs/figures.md says anything else; `-- --write` updates that
// page.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { format } from 'prettier';
import { rolldown } from 'rolldown';
import { toTable, withSection } from './written-section.ts';

interface Use {
  readonly use: string;
  readonly source: string;
  /** The code that the page has anyway. Its bytes are subtracted, so that the row says how much the rest adds. */
  readonly beside?: string;
  /** Gzipped bytes that neither bundler may exceed. A peer, shown for comparison, has no limit. */
  readonly limitBytes?: number;
}

// Bundlers set `production` when they build for users.
const conditions = ['@holdfast/source', 'browser', 'import', 'production'];
// The peers count as weight of the app.
const peers = ['react', 'react-dom', 'react-hook-form', 'zustand', 'ky', 'hono', 'kysely'];
const isPeer = (id: string) => peers.some((peer) => id === peer || id.startsWith(`${peer}/`));

async function withEsbuild(source: string): Promise<string> {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: source, resolveDir: 'demo', loader: 'tsx' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    jsx: 'automatic',
    conditions,
    external: peers.flatMap((peer) => [peer, `${peer}/*`]),
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

async function withRolldown(source: string): Promise<string> {
  const use = 'demo/use.tsx';
  const bundle = await rolldown({
    input: use,
    external: isPeer,
    resolve: { conditionNames: conditions },
    plugins: [
      {
        name: 'inline-use',
        resolveId: (id) => (id === use ? `${process.cwd()}/${use}` : null),
        load: (id) => (id.endsWith(use) ? source : null),
      },
    ],
    logLevel: 'silent',
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true, codeSplitting: false });
  return output[0].code;
}

async function bytesOf(source: string): Promise<readonly number[]> {
  const bundles = await Promise.all([withEsbuild(source), withRolldown(source)]);
  return bundles.map((code) => gzipSync(code, { level: 9 }).byteLength);
}

const uses = JSON.parse(readFileSync('size.json', 'utf8')) as readonly Use[];
const sizes = await Promise.all(
  uses.map(async ({ use, source, beside, limitBytes }) => {
    const whole = await bytesOf(source);
    const known = beside === undefined ? [] : await bytesOf(beside);
    const [esbuildBytes = 0, rolldownBytes = 0] = whole.map(
      (bytes, at) => bytes - (known[at] ?? 0),
    );
    const fits = Math.max(esbuildBytes, rolldownBytes) <= (limitBytes ?? Infinity);
    return { use, limitBytes, esbuildBytes, rolldownBytes, fits };
  }),
);

console.table(sizes.map((size) => ({ ...size, limitBytes: size.limitBytes ?? 'peer' })));

const PAGE = 'docs/figures.md';
const table = toTable([
  ['what is imported', 'esbuild', 'Rolldown', 'limit'],
  ...sizes.map(({ use, esbuildBytes, rolldownBytes, limitBytes = 'none' }) => [
    use,
    esbuildBytes,
    rolldownBytes,
    limitBytes,
  ]),
]);
const said = readFileSync(PAGE, 'utf8');
const section = withSection(said, 'sizes', 'npm run size -- --write', table);
const page = await format(section, { parser: 'markdown' });
const isWritten = process.argv.includes('--write');
if (isWritten) writeFileSync(PAGE, page);
else if (page !== said) console.error(`${PAGE} says other sizes: run npm run size -- --write`);

const areHeld = sizes.every(({ fits }) => fits);
process.exitCode = areHeld && (isWritten || page === said) ? 0 : 1;
