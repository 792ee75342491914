// Refuses words that leave the reader to guess which person or part of the program acts: in comments, in test
// titles and in Markdown. With --all it looks at folders too that are not in the list yet.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hardWords } from './plain-words.ts';
import { proseOf } from './prose.ts';

/** The folders and files that hold plain words only. The end of the list is `**`. */
const PLAIN = [
  '*.md',
  'bench/**',
  'demo/**',
  'docs/**',
  'e2e/**',
  'packages/*/README.md',
  'packages/core/src/{connectivity,exchange,failures,incidents,observable,persistence,platform,ports,schema}/**',
  'packages/{forms,react,server,testing,zustand}/**',
  'proof/**',
  'scripts/**',
];

/** Where one of these words is the point. */
const EXCEPT: ReadonlySet<string> = new Set([
  // These quote the words that they refuse.
  'scripts/plain-words.test.ts',
  'scripts/plain-words.ts',
]);

const IGNORED = ['node_modules', 'dist', '.results', 'out', '.examples', '.packed', 'images'];
const patterns = process.argv.includes('--all') ? ['**'] : PLAIN;
const files = globSync(
  patterns.map((pattern) => (pattern.endsWith('**') ? `${pattern}/*.{ts,tsx,mjs,md}` : pattern)),
  { exclude: (entry) => IGNORED.includes(path.basename(entry)) },
);

for (const file of files.toSorted()) {
  if (EXCEPT.has(file)) continue;
  const source = readFileSync(file, 'utf8');
  for (const { text, start } of proseOf(file, source)) {
    for (const { word, at } of hardWords(text)) {
      const line = source.slice(0, start + at).split('\n').length;
      console.error(
        `${file}:${line}: "${word}" hides the actor. Name it: the caller, the tab, the server, the user.`,
      );
      process.exitCode = 1;
    }
  }
}
