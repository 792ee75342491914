import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OfflineCode } from '../simulator/world.ts';

const source = path.join(import.meta.dirname, '../../../packages/offline');
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
  rmSync(copy, { recursive: true, force: true });
  cpSync(path.join(source, 'src'), path.join(copy, 'src'), { recursive: true });
  cpSync(path.join(source, 'package.json'), path.join(copy, 'package.json'));
  for (const { file, from, to } of changes) {
    const target = path.join(copy, 'src', file);
    const before = readFileSync(target, 'utf8');
    const after = before.replace(from, to);
    if (after === before) throw new Error(`The copy "${name}" finds no line to change in ${file}.`);
    writeFileSync(target, after);
  }
  const load = (entry: string): Promise<unknown> =>
    import(pathToFileURL(path.join(copy, 'src', entry)).href);
  const [page, worker] = await Promise.all([load('index.ts'), load('worker/index.ts')]);
  rmSync(copy, { recursive: true });
  return { ...(page as OfflineCode), ...(worker as OfflineCode) };
}
