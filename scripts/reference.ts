// Writes the pages under docs/reference from the code; with --check only says whether they are up to date.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FailureKind } from '@holdfast/core/parts';
import { type Catalogue, catalogue } from '@holdfast/core/failures';
import { advice } from '@holdfast/core/failures/advice';
import { en } from '@holdfast/core/messages/en';
import * as prettier from 'prettier';

const RANGES: Readonly<Record<number, string>> = {
  1000: 'Network and HTTP',
  1100: 'Validation and contract',
  1200: 'Auth, user, session, security',
  1300: 'Storage and transactions',
  1400: 'Policies and limits',
  1500: 'Streams and queues',
  1600: 'Runtime',
};

const rangeOf = ({ number }: FailureKind): number => Math.floor(number / 100) * 100;
const kinds = (Object.values(catalogue) as FailureKind[]).toSorted((a, b) => a.number - b.number);
const link = ({ code }: FailureKind): string => `[${code}](#${code.toLowerCase()})`;

/** The names a kind asks for when it picks its details. */
const detailsOf = ({ pick }: FailureKind): readonly string[] => {
  const asked: string[] = [];
  pick?.(new Proxy({}, { get: (_, name) => void asked.push(String(name)) }));
  return asked;
};

const entry = (kind: FailureKind): string => {
  const code = kind.code as keyof Catalogue;
  const { number, family, severity, retry, effect, status } = kind;
  return `### ${code}

> ${en.failures[code]}

${advice[code].message} **${advice[code].remedy}**

| number | family | severity | retry | effect | status | details |
| --- | --- | --- | --- | --- | --- | --- |
| ${number} | ${family} | ${severity} | ${retry} | ${effect} | ${status ?? '–'} | ${
    detailsOf(kind)
      .map((name) => `\`${name}\``)
      .join(', ') || '–'
  } |
`;
};

const chapter = ([first, title]: [string, string]): string => {
  const members = kinds.filter((kind) => rangeOf(kind) === Number(first));
  return `## ${first}–${Number(first) + 99}: ${title}

${members.map(entry).join('\n')}`;
};

const families: readonly string[] = [...new Set(kinds.map(({ family }) => family))];
const failures = `<!-- Written by \`npm run docs:reference\` from the catalogue. Edits belong there. -->

# Failures

Every failure of Holdfast: ${kinds.length} codes of ${families.length} families. An app adds its own from 2000 up with
\`defineFailures\`, as Fireside does in \`demo/contract/failures.ts\`. \`retry\` says when trying again can
help, \`effect\` says what happened on the server, and \`details\` names the facts that may come with the
failure; no other fact enters it. The user reads the sentence in quotes (\`@holdfast/core/messages/en\`). The
developer reads the rest (\`@holdfast/core/failures/advice\`). Holdfast itself never raises a code that is "for
apps and servers to raise".

## By family

${families
  .map(
    (family) =>
      `- **${family}**: ${kinds
        .filter((kind) => kind.family === family)
        .map(link)
        .join(', ')}`,
  )
  .join('\n')}

${Object.entries(RANGES).map(chapter).join('\n')}`;

const pages = { 'docs/reference/failures.md': failures };

const check = process.argv.includes('--check');
for (const [page, text] of Object.entries(pages)) {
  const options = await prettier.resolveConfig(page);
  const formatted = await prettier.format(text, { ...options, parser: 'markdown' });
  if (!check) {
    mkdirSync(path.dirname(page), { recursive: true });
    writeFileSync(page, formatted);
    console.log(`${page}: ${kinds.length} codes`);
  } else if (readPage(page) !== formatted) {
    console.error(`${page} is not what the code says. Run \`npm run docs:reference\`.`);
    process.exitCode = 1;
  }
}

function readPage(page: string): string {
  try {
    return readFileSync(page, 'utf8');
  } catch {
    return '';
  }
}
