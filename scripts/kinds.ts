// Writes the lists of all failures from the files under `failures/kinds` and `failures/messages`; with
// --check only says whether they are up to date.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as prettier from 'prettier';
import type { TextsOfKind } from '../packages/core/src/failures/messages/texts.ts';

interface Row {
  readonly code: string;
  readonly number: number;
}

interface KindFile {
  readonly name: string;
  /** In the order of their numbers. */
  readonly codes: readonly string[];
  readonly first: number;
  readonly texts: Readonly<Record<string, TextsOfKind>>;
}

const FOLDER = 'packages/core/src/failures';
const HEAD =
  '// Written by `npm run kinds` from the files under `failures/kinds` and `failures/messages`.\n';

const load = async (file: string): Promise<Record<string, unknown>> =>
  (await import(pathToFileURL(path.resolve(FOLDER, file)).href)) as Record<string, unknown>;

async function readKindFile(name: string): Promise<KindFile> {
  const rows = (Object.values(await load(`kinds/${name}.ts`)) as Row[]).toSorted(
    (a, b) => a.number - b.number,
  );
  const { texts } = (await load(`messages/${name}.ts`)) as Pick<KindFile, 'texts'>;
  return {
    name,
    codes: rows.map(({ code }) => code),
    first: rows[0]?.number ?? 0,
    texts,
  };
}

const names = globSync(`${FOLDER}/kinds/*.ts`)
  .map((file) => path.basename(file, '.ts'))
  .filter((name) => !['index', 'every-kind'].includes(name));
const files = (await Promise.all(names.map(readKindFile))).toSorted((a, b) => a.first - b.first);
const codes = files.flatMap((file) => file.codes);

function textsOf(code: string): TextsOfKind {
  const texts = files.find((file) => file.codes.includes(code))?.texts[code];
  if (texts === undefined) throw new Error(`failures/messages has no texts for ${code}.`);
  return texts;
}

const title = (name: string): string =>
  (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll('-', ' ');

const table = (cell: (texts: TextsOfKind) => unknown): string =>
  `{${codes.map((code) => `${code}: ${JSON.stringify(cell(textsOf(code)))}`).join(',\n')}}`;

const language = (name: 'en' | 'de', spoken: string): string => `${HEAD}
import type { CompleteMessages } from '../message-table.ts';

/** What the user reads for each failure, in ${spoken}. */
export const ${name}: CompleteMessages = ${table((texts) => texts[name])};
`;

const lists: Readonly<Record<string, string>> = {
  'kinds/every-kind.ts': `${HEAD}
${files.map((file) => `import { ${file.codes.join(', ')} } from './${file.name}.ts';`).join('\n')}
import type { FailureKind } from '../failure-kind.ts';

/** All kinds in the order of their numbers: a list, so that a bundle holds no code twice. */
export const EVERY_KIND: readonly FailureKind[] = [${codes.join(', ')}];
`,
  'kinds/index.ts': `${HEAD}// docs/reference/failures.md says what each of them means.

${files
  .map(
    (file) =>
      `// ${title(file.name)}\nexport { ${file.codes.join(', ')} } from './${file.name}.ts';`,
  )
  .join('\n\n')}

// All of them
export { catalogue, type Catalogue } from '../catalogue.ts';
`,
  'messages/en/english.ts': language('en', 'English'),
  'messages/de/german.ts': language('de', 'German'),
  'advice/every-advice.ts': `${HEAD}/* oxlint-disable max-lines */
import type { Catalogue } from '../catalogue.ts';
import type { Advice } from './advice.ts';

/** What happened and what to do, for every code of Holdfast. Meant for development; production has no use for it. */
export const advice: Readonly<Record<keyof Catalogue, Advice>> = ${table(({ message, remedy }) => ({ message, remedy }))};
`,
};

const check = process.argv.includes('--check');
for (const [name, text] of Object.entries(lists)) {
  const file = path.join(FOLDER, name);
  const options = await prettier.resolveConfig(file);
  const formatted = await prettier.format(text, { ...options, parser: 'typescript' });
  if (readFileSync(file, { encoding: 'utf8', flag: 'a+' }) === formatted) continue;
  if (check) {
    console.error(`${file} is not what the kinds say. Run \`npm run kinds\`.`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, formatted);
    console.log(file);
  }
}
