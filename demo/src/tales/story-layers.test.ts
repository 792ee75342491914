import type { EntryView } from '@holdfast/core';
import { expect, it } from 'vitest';
import { FIRST_REVISION } from '../../contract/character.ts';
import type { Story, StoryPage } from '../../contract/story.ts';
import { withListedStory, withoutStory } from './list-layers.ts';
import {
  withChosenTake,
  withSavedChapter,
  withSavedStory,
  withWrittenTake,
} from './story-layers.ts';

const entry = { createdAt: 7 } as EntryView;
const sheet = { title: 'The Lamp', setting: '', tone: 'warm', length: 'short' } as const;
const save = { id: 's', ...sheet, characterIds: [], revision: 'r2', basedOn: null };
const told: Story = {
  ...{ id: 's', ...sheet, characterIds: [], revision: 'r1' },
  ...{ chapterCount: 1, wordCount: 2, savedAt: 1 },
  chapters: [
    {
      ...{ id: 'c', title: '', chosenTakeId: 't', revision: 'x' },
      takes: [
        {
          ...{ id: 't', chapterId: 'c', origin: 'generated', parentId: null, state: 'whole' },
          ...{ text: 'Once upon', prompt: '', stream: null, madeAt: 1 },
        },
      ],
    },
  ],
};
const ids = ({ stories }: StoryPage): readonly string[] => stories.map(({ id }) => id);
const names = { storyId: 's', chapterId: 'c', revision: 'y', basedOn: 'x' };

it('a story that is not saved yet is there, and a chapter of it as well', () => {
  const story = withSavedChapter(withSavedStory(undefined, save, entry), {
    ...{ storyId: 's', id: 'c', title: '' },
  });
  expect(story).toMatchObject({ title: 'The Lamp', savedAt: 7, chapterCount: 1 });
  expect(story?.chapters).toEqual([
    { id: 'c', title: '', chosenTakeId: null, revision: FIRST_REVISION, takes: [] },
  ]);
});

it('a change of the sheet of a story leaves its chapters', () => {
  expect(withSavedStory(told, { ...save, title: 'The Wick' }, entry)).toEqual({
    ...told,
    ...{ title: 'The Wick', revision: 'r2' },
  });
});

it('a renamed chapter keeps its place and its takes', () => {
  const story = withSavedChapter(told, { storyId: 's', id: 'c', title: 'Nine days' });
  expect(story?.chapters).toEqual([{ ...told.chapters[0], title: 'Nine days' }]);
});

it('a text of the writer is a new take that the story shows, and shows once when the server has it', () => {
  const take = { id: 'w', origin: 'written', parentId: 't', text: 'Twice upon' } as const;
  const once = withWrittenTake(told, { ...names, ...take }, entry);
  const twice = withWrittenTake(once, { ...names, ...take }, entry);
  expect(twice).toEqual(once);
  expect(once?.chapters[0]).toMatchObject({ chosenTakeId: 'w', revision: 'y' });
  expect(once?.chapters[0]?.takes.map(({ text }) => text)).toEqual(['Once upon', 'Twice upon']);
});

it('choosing a take keeps all the others', () => {
  const story = withChosenTake(told, { ...names, takeId: 't2' });
  expect(story?.chapters[0]).toMatchObject({ chosenTakeId: 't2', revision: 'y' });
  expect(story?.chapters[0]?.takes).toBe(told.chapters[0]?.takes);
});

it('the list shows a new story first, a changed one in its place, and a deleted one no more', () => {
  const { chapters: _, ...summary } = told;
  const page: StoryPage = { stories: [{ ...summary, id: 'a' }, summary] };
  expect(ids(withListedStory(page, { ...save, id: 'n' }, entry))).toEqual(['n', 'a', 's']);
  const changed = withListedStory(page, { ...save, title: 'The Wick' }, entry);
  expect(changed.stories.map(({ title }) => title)).toEqual(['The Lamp', 'The Wick']);
  expect(changed.stories[1]).toMatchObject({ wordCount: 2, savedAt: 1 });
  expect(ids(withoutStory(page, { id: 's' }))).toEqual(['a']);
});
