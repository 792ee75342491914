import { expect, it } from 'vitest';
import { tones } from '../../../contract/story.ts';
import { wordCount } from '../../../contract/word-count.ts';
import type { Person, TextPrompt } from '../generator.ts';
import { tell } from './tell.ts';

const people: readonly Person[] = [
  {
    ...{ name: 'Mara Lind', role: 'keeper of the lighthouse', temperament: 'melancholic' },
    ...{ traits: ['patient'], backstory: 'She counts the ships. Then she counts again.' },
  },
  { name: 'Tom', role: 'smuggler', temperament: 'sanguine', traits: ['charming'], backstory: '' },
];
const story = {
  title: 'The night of the lamps',
  setting: 'A lighthouse in November',
  tone: 'eerie',
} as const;
const prompt: TextPrompt = {
  ...{ seed: 'seed', language: 'en', words: 400, people, story, before: '', wish: '' },
};

const everyStory = (words: number): readonly TextPrompt[] =>
  (['en', 'de'] as const).flatMap((language) =>
    Array.from({ length: 40 }, (_, index) => ({
      ...prompt,
      ...{ language, words, seed: `${index}` },
      story: { ...story, tone: tones[index % tones.length] ?? 'warm' },
      people: people.slice(0, index % 3),
    })),
  );

const sentencesOf = (text: string): readonly string[] =>
  text.split(/(?<=[.!?…])\s+/u).filter((sentence) => sentence.length > 30);

it('tells the same story for the same seed, and another for another', () => {
  expect(tell(prompt)).toBe(tell(prompt));
  const told = new Set(everyStory(400).map(tell));
  expect(told.size).toBe(80);
});

it('tells of the characters, their roles, their traits and what is known of them', () => {
  const texts = Array.from({ length: 20 }, (_, seed) => tell({ ...prompt, seed: `${seed}` }));
  for (const text of texts) expect(text).toMatch(/^A lighthouse in November\..*Mara Lind.*Tom/su);
  const all = texts.join('\n');
  for (const fact of ['keeper of the lighthouse', 'smuggler', 'patient', 'harming', 'She counts'])
    expect(all).toContain(fact);
});

it('uses what the writer asks for, and the traits on the sheet', () => {
  for (let seed = 0; seed < 20; seed += 1) {
    const told = tell({ ...prompt, seed: `${seed}`, wish: 'nothing stays buried' });
    expect(told).toContain('“Nothing stays buried.”');
    expect(told.toLowerCase()).toContain('patient');
  }
});

it.each([150, 400, 900])('writes nearly as many words as were ordered, never more: %i', (words) => {
  for (const one of everyStory(words)) {
    const count = wordCount(tell(one));
    expect(count).toBeLessThanOrEqual(words);
    expect(count).toBeGreaterThan(words * 0.72);
  }
});

it('repeats no sentence within a story, and leaves no gap in one', () => {
  for (const text of [...everyStory(400), ...everyStory(900)].map(tell)) {
    const sentences = sentencesOf(text);
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(text.match(/.{0,20}(?:[{}]|undefined|[^\S\n]{2}|\s[,.]|\n{3})|^\s|\s$/u)).toBeNull();
  }
});

it('goes on with a text without repeating it, also from within a word', () => {
  for (const one of everyStory(400)) {
    const whole = tell(one);
    for (const before of [whole, whole.slice(0, 611)]) {
      const after = tell({ ...one, seed: `${one.seed} again`, before });
      const known = new Set(sentencesOf(before));
      expect(sentencesOf(after).filter((sentence) => known.has(sentence))).toEqual([]);
      expect(wordCount(after)).toBeGreaterThan(150);
      const isBroken = !/[.!?…”“]$/u.test(before.trim());
      expect(after).toMatch(isBroken ? /^ ?[–…]/u : /^(?:\n\n)?["“„\p{Lu}]/u);
    }
  }
});

it('has something to tell in every chapter, however many there are', () => {
  for (const language of ['en', 'de'] as const) {
    let before = '';
    for (let chapter = 0; chapter < 8; chapter += 1) {
      const text = tell({ ...prompt, language, seed: `${chapter}`, words: 900, before });
      expect(wordCount(text)).toBeGreaterThan(200);
      before += text;
    }
  }
});

it('keeps to the thing of the story when it goes on', () => {
  const before = 'Mara held the suitcase closer.';
  const after = tell({ ...prompt, before });
  expect(after).toContain('the suitcase');
});

const talesOfRobin = (backstory: string): string =>
  Array.from({ length: 10 }, (_, seed) => {
    const robin: Person = { name: 'Robin', role: 'tailor', traits: ['patient'], backstory };
    return tell({ ...prompt, seed: `${seed}`, people: [robin] });
  }).join('\n');

it('calls a character as the sheet does', () => {
  expect(talesOfRobin('He was a king.')).not.toMatch(/Robin[^.“”]* she /u);
  expect(talesOfRobin('Her mother was a queen.')).not.toMatch(/Robin[^.“”]* he /u);
});

it.each(['en', 'de'] as const)('writes a backstory, and goes on with one, in %s', (language) => {
  const { story: _, ...rest } = prompt;
  const order: TextPrompt = { ...rest, language, words: 120 };
  const text = tell(order);
  expect(text).toContain('Mara');
  expect(text).toContain('patient');
  expect(wordCount(text)).toBeGreaterThan(60);
  expect(wordCount(text)).toBeLessThanOrEqual(120);
  const after = tell({ ...order, before: text });
  expect(sentencesOf(after).filter((sentence) => text.includes(sentence))).toEqual([]);
});
