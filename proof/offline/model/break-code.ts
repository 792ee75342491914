import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { OfflineCode } from '../simulator/world.ts';

const source = path.join(import.meta.dirname, '../../../packages/offline/src');
// Outside of what the type checker and the linter read, and apart for each run.
const folder = path.join(import.meta.dirname, `../../../.data/offline-mutants/${process.pid}`);

/** A change of one file of the package. */
export interface Change {
  readonly file: string;
  readonly from: RegExp;
  readonly to: string;
}

/** A copy of the package with one mistake. */
export function breakCode({
  name,
  ...change
}: Change & { readonly name: string }): Promise<OfflineCode> {
  return changedCode(name, [change]);
}

/** A copy of the package with changes. Throws when a line to change is no longer there. */
export async function changedCode(name: string, changes: readonly Change[]): Promise<OfflineCode> {
  const copy = path.join(folder, name.replaceAll(/\W+/g, '-'));
  const changed = new Map<string, string>();
  for (const { file, from, to } of changes) {
    const target = path.join(source, file);
    const before = changed.get(target) ?? readFileSync(target, 'utf8');
    const after = before.replace(from, to);
    if (after === before) throw new Error(`The copy "${name}" finds no line to change in ${file}.`);
    changed.set(target, after);
  }
  await build({
    entryPoints: {
      page: path.join(source, 'index.ts'),
      worker: path.join(source, 'worker/index.ts'),
    },
    outdir: copy,
    outExtension: { '.js': '.mjs' },
    // The page and the worker share what they import, as they do in the package.
    ...{ bundle: true, splitting: true, format: 'esm', packages: 'external', target: 'esnext' },
    plugins: [
      {
        name: 'changed',
        setup({ onLoad }) {
          onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
            const contents = changed.get(file);
            return contents === undefined ? undefined : { contents, loader: 'ts' };
          });
        },
      },
    ],
  });
  const load = (entry: string): Promise<unknown> =>
    import(pathToFileURL(path.join(copy, `${entry}.mjs`)).href);
  const [page, worker] = await Promise.all([load('page'), load('worker')]);
  rmSync(copy, { recursive: true });
  return { ...(page as OfflineCode), ...(worker as OfflineCode) };
}
