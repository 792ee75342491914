// Lists the names that an entry exports and that nothing outside of its package imports: no example, no demo, no
// proof, no bench and no sibling. Tests in `packages/<package>/test` count, because they import as an app does.
// Types count as used when an app can obtain a value of them. It reads the declarations that `tsc -b` wrote.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'rolldown/utils';
import { chaptersOf } from './chapters.ts';
import { codeBlocks } from './code-blocks.ts';
import { obtainedTypes } from './obtainable.ts';

/** Entries that are complete on purpose: an app picks from them what it meets. */
const COMPLETE: readonly RegExp[] = [/^@holdfast\/core\/(failures|messages)\b/];

/** The parts that `inBrowser` bundles. An app that bundles them in another way needs them. */
const PIECES: ReadonlySet<string> = new Set(['fetchProbe', 'watchBrowserNetwork']);

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, { readonly '@holdfast/source': string }>>;
}

const named = (entry: string, name: string | null | undefined): readonly string[] =>
  entry.startsWith('@holdfast/') && name ? [`${entry} ${name}`] : [];

/** `<entry> <name>` for everything that a piece of code imports. */
function importsOf(file: string, code: string): readonly string[] {
  const { module } = parseSync(file, code);
  const later = code.matchAll(/\{([^{}]*)\}\s*=\s*await import\(['"](@holdfast\/[^'"]+)['"]\)/g);
  return [
    ...[...later].flatMap(([, names = '', entry = '']) =>
      names.split(',').flatMap((name) => named(entry, name.trim().split(':')[0])),
    ),
    ...module.staticImports.flatMap(({ moduleRequest, entries }) =>
      entries.flatMap(({ importName }) => named(moduleRequest.value, importName.name)),
    ),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, importName }) =>
        named(moduleRequest?.value ?? '', importName.name),
      ),
    ),
  ];
}

const EXCLUDED = ['node_modules', 'dist', '.results', 'out', '.examples', '.packed', 'api'];
const exclude = (entry: string): boolean => EXCLUDED.includes(path.basename(entry));
const used = new Set<string>();
for (const file of globSync('{packages,demo,e2e,bench,proof,scripts,docs/gallery}/**/*.{ts,tsx}', {
  exclude,
})) {
  for (const one of importsOf(file, readFileSync(file, 'utf8'))) used.add(one);
}
for (const page of globSync('{*.md,docs/**/*.md,packages/*/*.md}', { exclude })) {
  for (const { language, code } of codeBlocks(readFileSync(page, 'utf8'))) {
    for (const one of importsOf(`example.${language}`, code)) used.add(one);
  }
}
const uses = JSON.parse(readFileSync('size.json', 'utf8')) as readonly {
  readonly source: string;
}[];
for (const { source } of uses) for (const one of importsOf('use.ts', source)) used.add(one);

const obtained = obtainedTypes(globSync('packages/*/dist/**/*.d.ts'));
for (const file of globSync('packages/*/package.json').toSorted()) {
  const { name, exports } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  for (const [entry, paths] of Object.entries(exports)) {
    const entryName = path.posix.join(name, entry);
    if (COMPLETE.some((pattern) => pattern.test(entryName))) continue;
    const index = readFileSync(path.join(path.dirname(file), paths['@holdfast/source']), 'utf8');
    const unused = chaptersOf(index)
      .flatMap(({ names }) => names)
      .filter(({ name: one }) => !used.has(`${entryName} ${one}`) && !obtained.has(one))
      .filter((one) => !PIECES.has(one.name));
    if (unused.length === 0) continue;
    process.exitCode = 1;
    console.error(`${entryName}: ${unused.map((one) => one.name).join(', ')}`);
  }
}
