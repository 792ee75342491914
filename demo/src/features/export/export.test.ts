import { expect, it } from 'vitest';
import type { Chapter, Story, Take } from '../../../contract/story.ts';
import { asMarkdown, asText } from './as-text.ts';
import { fileNameOf } from './file-name.ts';
import { manuscriptOfStory } from './manuscript.ts';
import { printRules } from './print-rules.ts';

const take = (id: string, text: string): Take => ({
  ...{ id, text, chapterId: 'c', origin: 'written', parentId: null, state: 'whole' },
  ...{ prompt: '', stream: null, madeAt: 0 },
});
const chapter = (id: string, title: string, takes: Take[], chosen: string | null): Chapter => ({
  ...{ id, title, takes, chosenTakeId: chosen, revision: '1' },
});
const story: Story = {
  ...{ id: 's', title: 'The *lamp*', setting: 'A harbour', tone: 'wry', length: 'short' },
  ...{ characterIds: [], revision: '1', chapterCount: 2, wordCount: 9, savedAt: 0 },
  chapters: [
    chapter('c1', 'Dusk', [take('a', 'Not this.'), take('b', 'She waits.\n\n- He comes.')], 'b'),
    chapter('c2', '', [take('c', '1. One <b>')], null),
  ],
};
const words = { chapter: (number: number) => `Chapter ${number}` };
const manuscript = manuscriptOfStory(story, words);

it('takes of each chapter the text that the page shows', () => {
  expect(manuscript.sections).toEqual([
    { id: 'c1', title: 'Dusk', paragraphs: ['She waits.', '- He comes.'] },
    { id: 'c2', title: 'Chapter 2', paragraphs: ['1. One <b>'] },
  ]);
});

it('writes the same words as text and as Markdown, in which the signs of the writer stay signs', () => {
  expect(asText(manuscript)).toBe(
    'The *lamp*\n\nA harbour\n\nDusk\n\nShe waits.\n\n- He comes.\n\nChapter 2\n\n1. One <b>\n',
  );
  expect(asMarkdown(manuscript)).toBe(
    String.raw`# The \*lamp\*` +
      '\n\n*A harbour*\n\n## Dusk\n\nShe waits.\n\n' +
      String.raw`\- He comes.` +
      '\n\n## Chapter 2\n\n' +
      String.raw`1\. One \<b\>` +
      '\n',
  );
});

it.each([
  ['The Lamp: a/b\\c?', 'The-Lamp-a-b-c.txt'],
  ['灯台守の夜', '灯台守の夜.txt'],
  ['ليلة المنارة', 'ليلة-المنارة.txt'],
  ['a\u202Etxt.exe', 'a-txt-exe.txt'],
  ['..', 'fireside.txt'],
  ['NUL', 'NUL-.txt'],
  ['e\u0301'.repeat(200), `${'é'.repeat(90)}.txt`],
  ['👩‍🚀'.repeat(20), `${'👩‍🚀'.repeat(16)}.txt`],
])('a file of %j has the name %j', (title, name) => {
  expect(fileNameOf(title, 'txt')).toBe(name);
});

it('quotes a title in the rules of the page, so that it is only text there', () => {
  const rules = printRules({ kind: 'story', title: 'A "b" \\ c\n} x {', sections: [] });
  expect(rules).toContain(String.raw`content: "A \22 b\22  \5c  c\a } x {";`);
});
