// The parts of the map that the linter cannot draw: what files are called and where paths lead.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Rule {
  readonly name: string;
  readonly wayOut: string;
  readonly applies: (file: string) => boolean;
  readonly violations: (file: string, source: string) => readonly string[];
}

const isTest = (file: string) => /\.(test|test-d|contract)\./.test(file);
const isSource = (file: string) => /^packages\/[^/]+\/src\//.test(file) && !isTest(file);
const isAdapter = (file: string) =>
  /^(web|idb|node|fetch|ky|dom)-/.test(path.basename(file)) ||
  file.startsWith('packages/testing/src/node/');

const withoutComments = (source: string) =>
  source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');

const matches = (source: string, pattern: RegExp) =>
  [...withoutComments(source).matchAll(pattern)].map((match) => match[0].trim());

const relativeImports = (file: string, source: string) =>
  [...withoutComments(source).matchAll(/\b(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g)].map(
    ([, specifier = '']) => path.join(path.dirname(file), specifier),
  );

const packageOf = (file: string) => /^packages\/[^/]+\//.exec(file)?.[0];
const featureOf = (file: string) => /^demo\/src\/features\/[^/]+\//.exec(file)?.[0];

const entries = new Set(
  globSync('packages/*/package.json').flatMap((manifest) => {
    const { exports } = JSON.parse(readFileSync(manifest, 'utf8')) as {
      exports: Record<string, { '@holdfast/source': string }>;
    };
    return Object.values(exports).map((entry) =>
      path.join(path.dirname(manifest), entry['@holdfast/source']),
    );
  }),
);

const rules: readonly Rule[] = [
  {
    name: 'no drawers',
    wayOut: 'Name the file after the one concept it holds, or move the code to its only user.',
    applies: () => true,
    violations: (file) =>
      matches(file, /(?<=[/-])(utils?|helpers?|common|shared|misc|types)(?=[/.])/g),
  },
  {
    name: 'a package is entered by its name',
    wayOut: "Import '@holdfast/<package>' instead of a path that leaves this package.",
    applies: (file) => packageOf(file) !== undefined,
    violations: (file, source) =>
      relativeImports(file, source).filter((target) => packageOf(target) !== packageOf(file)),
  },
  {
    name: 'features do not know each other',
    wayOut: 'Move what both need out of demo/src/features, or let the app compose them.',
    applies: (file) => featureOf(file) !== undefined,
    violations: (file, source) =>
      relativeImports(file, source).filter(
        (target) => ![undefined, featureOf(file)].includes(featureOf(target)),
      ),
  },
  {
    name: 'an index is an entry',
    wayOut: 'Import the file itself; an index exists only where package.json exports it.',
    applies: (file) => isSource(file) && path.basename(file).startsWith('index.'),
    violations: (file) => (entries.has(file) ? [] : [file]),
  },
  {
    name: 'an index is a table of contents',
    wayOut: "Write only `export { name } from './file.ts';` lines; no `export *`, no logic.",
    applies: (file) => entries.has(file),
    violations: (_, source) =>
      withoutComments(source)
        .replaceAll(/export\s+(type\s+)?\{[^}]*\}(\s+from\s+['"][^'"]+['"])?;?/g, '')
        .split('\n')
        .filter((line) => line.trim() !== ''),
  },
  {
    name: 'no ambient clock',
    wayOut: 'Take the time from the Platform port: `new Date(platform.now())`.',
    applies: (file) => isSource(file) && !isAdapter(file),
    violations: (_, source) => matches(source, /\bnew Date\(\s*\)/g),
  },
  {
    name: 'what not every host has',
    wayOut:
      'Use webAnySignal, webUrl, webClone, webUtf8 or utf8Length of core, which do without it.',
    applies: (file) =>
      isSource(file) && !isAdapter(file) && !/^packages\/(server|testing)\//.test(file),
    violations: (_, source) =>
      matches(
        source,
        /\bAbortSignal\.any\b|\bURL\.canParse\b|\bstructuredClone\(|\bnew Text(De|En)coder\b/g,
      ),
  },
];

const files = globSync('{packages,demo,e2e,bench,proof,scripts,docs/gallery}/**/*.{ts,tsx,mjs}', {
  exclude: (entry) => ['node_modules', 'dist', '.results', 'out'].includes(path.basename(entry)),
});

const found = files.flatMap((file) => {
  const source = readFileSync(file, 'utf8');
  return rules
    .filter((rule) => rule.applies(file))
    .flatMap((rule) => rule.violations(file, source).map((what) => ({ file, rule, what })));
});

for (const { file, rule, what } of found) {
  console.error(`${file}: ${rule.name}: ${what}\n  ${rule.wayOut}`);
}
process.exitCode = found.length > 0 ? 1 : 0;
