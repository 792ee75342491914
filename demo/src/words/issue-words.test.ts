import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { english } from './english.ts';
import { german } from './german.ts';
import { issueInWords } from './issue-words.ts';

const folders = ['demo/contract', 'demo/server/accounts'];
const sources = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /^(?!.*\.test\.).*\.ts$/.test(name))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8').replace(/^\s*(\/\/|\/?\*).*$/gm, '')),
);

it('has German for every sentence that the contract says about a field', () => {
  const sentences = sources.flatMap(
    (source) => source.match(/(?<=')[A-Z][^'\n]+ [^'\n]+\.(?=')/g) ?? [],
  );
  expect(sentences.length).toBeGreaterThan(30);
  const left = sentences.filter((sentence) => issueInWords(sentence, german) === sentence);
  expect(left).toEqual([]);
});

it('leaves a sentence that it does not know, and all of them in English', () => {
  expect(issueInWords('Out of paper.', german)).toBe('Out of paper.');
  expect(issueInWords('Choose a tone.', english)).toBe('Choose a tone.');
});
