// Writes what each entry exports, with its signatures, to `packages/<package>/api/<entry>.md`, so that a change
// of it shows as a diff; with --check only says whether the pages are up to date. It reads the declarations
// that `tsc -b` wrote, and it counts the names of entries that have a limit.
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as prettier from 'prettier';
import { chaptersOf } from './chapters.ts';
import { signatureOf } from './signature.ts';

/** How many names an entry for apps may export. */
const MOST_NAMES: Readonly<Record<string, number>> = {
  '@holdfast/core': 45,
  '@holdfast/server': 45,
};

/** Entries whose index says what each of its names is. */
const DOCUMENTED: ReadonlySet<string> = new Set([
  '@holdfast/core',
  '@holdfast/core/budget',
  '@holdfast/core/health',
  '@holdfast/core/parts',
  '@holdfast/core/policies',
  '@holdfast/core/telemetry',
]);

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<
    Record<string, { readonly '@holdfast/source': string; readonly types: string }>
  >;
}

interface Entry {
  /** The name by which apps import it. */
  readonly name: string;
  readonly page: string;
  readonly index: string;
  readonly declarations: string;
}

const entries = globSync('packages/*/package.json')
  .toSorted()
  .flatMap((file): readonly Entry[] => {
    const folder = path.dirname(file);
    const { name, exports } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
    const modules = Object.entries(exports).filter(([entry]) => !entry.endsWith('.css'));
    return modules.map(([entry, paths]) => ({
      name: path.posix.join(name, entry),
      page: path.join(folder, 'api', `${pageName(name, entry)}.md`),
      index: path.join(folder, paths['@holdfast/source']),
      declarations: path.join(folder, paths.types),
    }));
  });

/** `@holdfast/core` becomes `core`, and its entry `./messages/en` becomes `messages-en`. */
function pageName(packageName: string, entry: string): string {
  return entry === '.' ? path.basename(packageName) : entry.slice(2).replaceAll('/', '-');
}

const problems: string[] = [];
const pages = new Map<string, string>();

for (const { name, page, index, declarations } of entries) {
  const chapters = chaptersOf(readFileSync(index, 'utf8'));
  const listed = chapters.flatMap(({ names }) => names);
  const count = listed.length;
  const most = MOST_NAMES[name] ?? Infinity;
  if (count > most) problems.push(`${name} exports ${count} names; ${most} are allowed.`);
  for (const one of listed) {
    if (DOCUMENTED.has(name) && !one.about)
      problems.push(`${index} says nothing about ${one.name}.`);
  }
  const text = chapters.map(({ title, names }) => {
    const signatures = names.map((one) => signatureOf(declarations, one.name)).join('\n\n');
    return `${title === '' ? '' : `## ${title}\n\n`}\`\`\`ts\n${signatures}\n\`\`\`\n`;
  });
  const whole = `<!-- Written by \`npm run api\` from the declarations. -->

# ${name}

${count} ${count === 1 ? 'name' : 'names'}.

${text.join('\n')}`;
  const options = await prettier.resolveConfig(page);
  pages.set(page, await prettier.format(whole, { ...options, parser: 'markdown' }));
}

const check = process.argv.includes('--check');
for (const [page, text] of pages) {
  mkdirSync(path.dirname(page), { recursive: true });
  if (readFileSync(page, { encoding: 'utf8', flag: 'a+' }) === text) continue;
  if (check) problems.push(`${page} is not what the package exports. Run \`npm run api\`.`);
  else writeFileSync(page, text);
}
for (const page of globSync('packages/*/api/*.md').filter((file) => !pages.has(file))) {
  if (check) problems.push(`${page} belongs to no entry. Run \`npm run api\`.`);
  else rmSync(page);
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
