// Which files load which, by their imports. Imports of types do not count.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, { readonly '@holdfast/source': string }>>;
}

const IMPORT = /^(?:import|export)(?! type\b)[^'";]*'([.@][^']*)'|\bimport\('([.@][^']*)'\)/gm;

/** The entries of the packages by the names that imports give them. */
const entries = new Map(
  globSync('packages/*/package.json').flatMap((manifest) => {
    const { name, exports } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
    return Object.entries(exports).map(
      ([entry, { '@holdfast/source': source }]) =>
        [path.posix.join(name, entry), path.resolve(path.dirname(manifest), source)] as const,
    );
  }),
);

const known = new Map<string, ReadonlySet<string>>();

/** The files that a file imports itself, as absolute paths. Those of installed packages are left out. */
export function importsOf(file: string): ReadonlySet<string> {
  const found = known.get(file) ?? readImports(file);
  known.set(file, found);
  return found;
}

function readImports(file: string): ReadonlySet<string> {
  const names = [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(
    ([, early, late = '']) => early ?? late,
  );
  return new Set(
    names.flatMap((name) =>
      name.startsWith('.') ? path.resolve(path.dirname(file), name) : (entries.get(name) ?? []),
    ),
  );
}

/** The files of a package that load a file of it, whether they import it or a file that does. */
export function loadersOf(file: string): ReadonlySet<string> {
  const [own = path.dirname(file)] = /^.*\/packages\/[^/]+\//.exec(file) ?? [];
  const sources = globSync('{src,test}/**/*.ts', { cwd: own }).map((source) =>
    path.join(own, source),
  );
  const loading = new Set([file]);
  for (const one of loading) {
    for (const source of sources) if (importsOf(source).has(one)) loading.add(source);
  }
  return loading;
}
