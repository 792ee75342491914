import type { EntryView } from '@holdfast/core';
import type { StoryPage, StorySave, StorySummary } from '../../contract/story.ts';

/** A story that is not saved yet: a changed one in its place, a new one first, where the server will put it. */
export function withListedStory(
  page: StoryPage,
  { basedOn: _basedOn, ...draft }: StorySave,
  { createdAt }: EntryView,
): StoryPage {
  const known = page.stories.find(({ id }) => id === draft.id);
  const { chapterCount, wordCount, savedAt } = known ?? NEW(createdAt);
  const story: StorySummary = { ...draft, chapterCount, wordCount, savedAt };
  const stories = known
    ? page.stories.map((other) => (other === known ? story : other))
    : [story, ...page.stories];
  return { ...page, stories };
}

const NEW = (savedAt: number) => ({ chapterCount: 0, wordCount: 0, savedAt });

export function withoutStory(page: StoryPage, { id }: { readonly id: string }): StoryPage {
  return { ...page, stories: page.stories.filter((story) => story.id !== id) };
}
