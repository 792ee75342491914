// Refuses words that leave the reader to guess which person or part of the program acts: in comments, in test
// titles and in Markdown.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hardWords } from './plain-words.ts';
import { proseOf } from './prose.ts';

/** Where one of these words is the point. */
const EXCEPT: ReadonlySet<string> = new Set([
  // These quote the words that they refuse.
  'scripts/plain-words.test.ts',
  'scripts/plain-words.ts',
]);

const IGNORED = ['node_modules', 'dist', '.results', 'out', '.examples', '.packed', 'images'];
const files = globSync('**/*.{ts,tsx,mjs,md}', {
  exclude: (entry) => IGNORED.includes(path.basename(entry)),
});

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
