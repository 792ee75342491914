import { expect, it } from 'vitest';
import { hardWords } from './plain-words.ts';
import { proseOf } from './prose.ts';

const refused = (text: string): readonly string[] => hardWords(text).map(({ word }) => word);

it.each([
  ['Whoever has read the clock passes it on.', 'Whoever'],
  ['It is sent to whom it belongs.', 'whom'],
  ['Nobody reads it.', 'Nobody'],
  ['Until somebody signs in.', 'somebody'],
  ['The same, for who takes no options.', 'for who'],
  ['Wakes those who wait.', 'who'],
  ['Who hands in one format ships one.', 'Who'],
  ['Lists the entries of who is signed in.', 'who'],
  ['It ends. What is sent has a key.', 'What is'],
  ['what is typed stays', 'what is'],
  ['It waits. What may be lost is kept.', 'What may'],
  ['The handler is what names the route.', 'is what'],
  ['Anyone may call it.', 'Anyone'],
  ['It tells everybody.', 'everybody'],
])('refuses %j', (text, word) => {
  expect(refused(text)).toEqual([word]);
});

it.each([
  'A user who signs out keeps the drafts.',
  'The user, who has signed out, sees the door.',
  'Asks the server who is signed in.',
  'The user\n   who signed out keeps the drafts.',
  'Who is there?',
  'Is what I see true?',
  'What `createCell` returns.',
  'What is new in this version?',
  'Says what is wrong.',
  'The who-raises list.',
])('lets %j pass', (text) => {
  expect(refused(text)).toEqual([]);
});

const found = (file: string, source: string): readonly string[] =>
  proseOf(file, source).flatMap(({ text, start }) =>
    hardWords(text).map(({ word, at }) => {
      expect(source.slice(start + at, start + at + word.length)).toBe(word);
      return word;
    }),
  );

it('reads comments and test titles, and no other code', () => {
  const source = `// Nobody waits.
/**
 * For whom it
 * is, says \`nobody\`.
 */
const nobody = 'somebody';
describe.each([1])('tells whoever asks', () => {
  it(\`wakes somebody\`, () => expect(nobody).toBe('nobody'));
});
`;
  expect(found('a.test.ts', source)).toEqual(['Nobody', 'whom', 'whoever', 'somebody']);
});

it('reads Markdown, and no code in it', () => {
  const page = `# Nobody\n\nSee [this](./nobody.md) and \`nobody\`.\n\n\`\`\`ts\nconst nobody = 1;\n\`\`\`\n`;
  expect(found('a.md', page)).toEqual(['Nobody']);
});
