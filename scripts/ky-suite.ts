// Runs ky's own tests against `resilientFetch` and lists the tests that fail with it and pass with a bare
// `fetch`: node scripts/ky-suite.ts <checkout of ky, with its dependencies installed> The checkout is copied
// and left as it is. Tests that a busy machine makes late are run a second time.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';

const checkout = path.resolve(process.argv[2] ?? '.');
const copy = mkdtempSync(path.join(tmpdir(), 'holdfast-ky-'));
const guardFile = path.join(copy, 'guard.mjs');

/** Every setting without retry, because a policy that repeats requests fails tests that count them. */
const PIPELINES: Readonly<Record<string, string>> = {
  'no pipeline': 'undefined',
  'an empty pipeline': 'p.pipeline()',
  limits: 'p.pipeline(p.deadline({ totalMs: 20_000 }), p.timeout({ ms: 19_000 }))',
  'a circuit breaker': 'p.pipeline(p.createCircuitBreaker())',
  'a bulkhead': 'p.pipeline(p.createBulkhead({ max: 50 }))',
  all: `p.pipeline(p.deadline({ totalMs: 20_000 }), p.createCircuitBreaker(),
    p.timeout({ ms: 19_000 }), p.createBulkhead({ max: 50 }))`,
};
// These need a browser, or measure memory.
const LEFT_OUT = /\/(browser|with-page|memory-leak)\.ts$/;

const isCopied = (file: string): boolean => !/\/(node_modules|\.git)$/.test(file);

function prepare(): void {
  cpSync(checkout, copy, { recursive: true, filter: isCopied });
  symlinkSync(path.join(checkout, 'node_modules'), path.join(copy, 'node_modules'));
  const source = path.join(copy, 'source/core/Ky.ts');
  const given = 'options.fetch ?? globalThis.fetch.bind(globalThis)';
  const before = readFileSync(source, 'utf8');
  if (!before.includes(given)) throw new Error(`This ky takes its fetch in another way: ${source}`);
  const guarded = `((globalThis as any).guarded ?? ((one: any) => one))(${given})`;
  writeFileSync(source, before.replace(given, guarded));
  const manifest = path.join(copy, 'package.json');
  const { ava, ...rest } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    readonly ava: { readonly nodeArguments: readonly string[] };
  };
  const nodeArguments = [...ava.nodeArguments, `--import=${guardFile}`];
  writeFileSync(manifest, JSON.stringify({ ...rest, ava: { ...ava, nodeArguments } }));
}

function guardWith(setup: string): void {
  const { outputFiles } = buildSync({
    stdin: {
      contents: `
        import * as p from '@holdfast/core/policies';
        import { resilientFetch } from '@holdfast/http';
        ${setup}`,
      resolveDir: path.join(import.meta.dirname, '../packages/http'),
    },
    ...{ bundle: true, write: false, format: 'esm', platform: 'node' },
    conditions: ['@holdfast/source'],
  });
  writeFileSync(guardFile, outputFiles.map(({ text }) => text).join(''));
}

function failuresOf(files: readonly string[]): string[] {
  const args = ['--tap', ...(files.length === 1 ? ['--serial'] : []), ...files];
  const ava = path.join(copy, 'node_modules/.bin/ava');
  const { stdout } = spawnSync(process.execPath, [ava, ...args], {
    ...{ cwd: copy, encoding: 'utf8', maxBuffer: 1 << 28 },
  });
  if (!stdout.includes('\nok ')) throw new Error(`No test has run:\n${stdout}`);
  return stdout.split('\n').flatMap((line) => /^not ok \d+ - (.*)$/.exec(line)?.[1] ?? []);
}

/** Tests that fail in the whole run, and also when their file runs alone. */
function failures(files: readonly string[]): string[] {
  const first = failuresOf(files);
  return files.flatMap((file) => {
    const title = `${path.basename(file, '.ts')} › `;
    const late = first.filter((one) => one.startsWith(title));
    if (late.length === 0) return [];
    const again = failuresOf([file]).map((one) => (one.startsWith(title) ? one : title + one));
    return late.filter((one) => again.includes(one));
  });
}

prepare();
const files = globSync('test/*.ts', { cwd: copy }).filter((file) => !LEFT_OUT.test(`/${file}`));
guardWith('');
const bare = new Set(failures(files));
console.log(`a bare fetch: ${bare.size} of ky's own tests fail`);
for (const [name, pipeline] of Object.entries(PIPELINES)) {
  guardWith(`globalThis.guarded = (fetch) => resilientFetch(fetch, { guard: ${pipeline} });`);
  const news = failures(files).filter((one) => !bare.has(one));
  console.log(`${name}: ${news.length} more${news.map((one) => `\n  ${one}`).join('')}`);
  if (news.length > 0) process.exitCode = 1;
}
rmSync(copy, { recursive: true });
