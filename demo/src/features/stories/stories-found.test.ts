import { expect, it } from 'vitest';
import type { StorySummary } from '../../../contract/story.ts';
import { storiesFound } from './stories-found.ts';

const story = (id: string, more: Partial<StorySummary>): StorySummary =>
  ({ id, title: '', setting: '', characterIds: [], ...more }) as StorySummary;
const stories = [
  story('a', { title: 'The Lamp' }),
  story('b', { setting: 'A harbour town' }),
  story('c', { characterIds: ['m'] }),
  story('d', { title: 'Café am Meer', setting: 'Winter' }),
];
const found = (search: string): readonly string[] =>
  storiesFound(stories, [{ id: 'm', name: 'Mara Lind' }], search).map(({ id }) => id);

it('a story is found by its title, its setting and its characters, in any case', () => {
  expect([found('lamp'), found(' HARBOUR'), found('mara')]).toEqual([['a'], ['b'], ['c']]);
  expect(found('')).toEqual(['a', 'b', 'c', 'd']);
  expect(found('nothing like it')).toEqual([]);
});

it('a story is found by all words of a search together, without accents', () => {
  expect([found('winter cafe'), found('winter lamp')]).toEqual([['d'], []]);
});
