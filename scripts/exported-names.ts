// Every name that the packages export to apps, siblings or authors of adapters, and where it is declared.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface ExportedName {
  readonly name: string;
  /** The name by which the entry is imported. */
  readonly entry: string;
  /** The file and the name of the declaration. */
  readonly declared: string;
}

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, { readonly '@holdfast/source': string }>>;
}

const REEXPORT = /export\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'([^']+)'/g;

/** The names in an index, which holds re-exports only. */
export function namesIn(index: string, folder: string): readonly Omit<ExportedName, 'entry'>[] {
  const source = index.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  return [...source.matchAll(REEXPORT)].flatMap(([, list = '', from = '']) =>
    list
      .split(',')
      .map((one) => one.trim().replace(/^type\s+/, ''))
      .filter((one) => one !== '')
      .map((one) => {
        const [local = one, name = local] = one.split(/\s+as\s+/);
        const file = from.startsWith('.') ? path.posix.join(folder, from) : from;
        return { name, declared: `${file} ${local}` };
      }),
  );
}

export function exportedNames(): readonly ExportedName[] {
  const names = globSync('packages/*/package.json')
    .toSorted()
    .flatMap((manifest) => {
      const { name: owner, exports } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
      return Object.entries(exports).flatMap(([entry, { '@holdfast/source': file }]) => {
        const index = path.posix.join(path.posix.dirname(manifest), file);
        return namesIn(readFileSync(index, 'utf8'), path.posix.dirname(index)).map((one) => ({
          ...one,
          entry: path.posix.join(owner, entry),
        }));
      });
    });
  // When a package re-exports a name of another package, the other package declares it.
  const declared = new Map(names.map((one) => [`${one.entry} ${one.name}`, one.declared]));
  return names.map((one) => ({ ...one, declared: declared.get(one.declared) ?? one.declared }));
}

/** Entries in which a name of the entry beside them has the form that another library wants. */
const DIALECTS: Readonly<Record<string, string>> = { '@holdfast/server/hono': '@holdfast/server' };

/** Names that two entries export from different declarations, each with its places. */
export function ambiguous(names: readonly ExportedName[]): readonly string[] {
  const byName = Map.groupBy(names, ({ name }) => name);
  return [...byName].flatMap(([name, places]) => {
    const own = places.filter(
      ({ entry }) => !places.some((place) => place.entry === DIALECTS[entry]),
    );
    const declared = new Set(own.map((place) => place.declared));
    if (declared.size === 1) return [];
    return `${name}: ${places.map((place) => `${place.entry} (${place.declared})`).join(', ')}`;
  });
}
