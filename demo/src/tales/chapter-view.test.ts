import { expect, it } from 'vitest';
import type { Chapter, Take, TellTake } from '../../contract/story.ts';
import { chapterView, tellOf, textBefore } from './chapter-view.ts';

const story = { id: 's', length: 'short' } as const;
const take = (id: string, more: Partial<Take> = {}): Take => ({
  ...{ id, chapterId: 'c', origin: 'generated', parentId: null, state: 'whole' },
  ...{ text: 'Once', prompt: 'a wish', stream: null, madeAt: 1, ...more },
});
const chapter = (takes: Take[], chosenTakeId: string | null = null): Chapter => ({
  ...{ id: 'c', title: '', chosenTakeId, revision: '1', takes },
});
const ask: TellTake = {
  ...{ storyId: 's', chapterId: 'c', takeId: 'new', continues: null },
  ...{ prompt: 'more', length: 'short' },
};

it('a chapter shows the chosen take, and the latest before there is a choice', () => {
  const takes = [take('a'), take('b')];
  expect(chapterView(story, chapter(takes, 'a'), []).shown?.id).toBe('a');
  expect(chapterView(story, chapter(takes), []).shown?.id).toBe('b');
  expect(chapterView(story, chapter([]), []).shown).toBeUndefined();
});

it('the ordered take stands above the choice until the server says how it ended', () => {
  const before = chapter([take('a')], 'a');
  expect(chapterView(story, before, [ask])).toMatchObject({ telling: ask, shown: { id: 'a' } });
  const ended = chapter([take('a'), take('new', { state: 'interrupted' })], 'new');
  const view = chapterView(story, ended, [ask]);
  expect([view.telling, view.shown?.id]).toEqual([undefined, 'new']);
});

it('a tab that did not ask for a take follows the running take', () => {
  const streaming = take('b', { state: 'streaming', origin: 'continued', parentId: 'a' });
  const all = chapter([take('a', { text: 'Once upon ' }), streaming], 'a');
  const { telling, takes } = chapterView(story, all, []);
  expect(telling).toEqual(tellOf(story, streaming));
  expect(takes.map(({ id }) => id)).toEqual(['a']);
  expect(telling && textBefore(telling, all)).toBe('Once upon ');
});

it('a generation that ended without a word is no take to choose', () => {
  const { takes } = chapterView(
    story,
    chapter([take('a'), take('b', { text: '', state: 'interrupted' })], 'a'),
    [],
  );
  expect(takes.map(({ id }) => id)).toEqual(['a']);
});
