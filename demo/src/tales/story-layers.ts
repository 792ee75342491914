import type { EntryView } from '@holdfast/core';
import { FIRST_REVISION } from '../../contract/character.ts';
import type {
  Chapter,
  ChapterSave,
  Story,
  StorySave,
  Take,
  TakeChoice,
  TakeWrite,
} from '../../contract/story.ts';

/** One story with its chapters; nothing before it is known. */
export type KnownStory = Story | undefined;

/** A story that is not saved yet. A new one has no chapters. */
export function withSavedStory(
  story: KnownStory,
  { basedOn: _basedOn, ...draft }: StorySave,
  { createdAt }: EntryView,
): Story {
  const known = story ?? { chapters: [], chapterCount: 0, wordCount: 0, savedAt: createdAt };
  return { ...known, ...draft };
}

/** A chapter that is not saved yet: a renamed one in its place, a new one last. */
export function withSavedChapter(story: KnownStory, { id, title }: ChapterSave): KnownStory {
  if (!story) return story;
  const isKnown = story.chapters.some((chapter) => chapter.id === id);
  if (isKnown) return withChapter(story, id, (chapter) => ({ ...chapter, title }));
  const chapter: Chapter = { id, title, chosenTakeId: null, revision: FIRST_REVISION, takes: [] };
  const chapters = [...story.chapters, chapter];
  return { ...story, chapters, chapterCount: chapters.length };
}

/** A text of the writer's own that is not saved yet. It shows as the chosen take, which it becomes. */
export function withWrittenTake(
  story: KnownStory,
  { chapterId, id, origin, parentId, text, revision }: TakeWrite,
  { createdAt }: EntryView,
): KnownStory {
  return withChapter(story, chapterId, (chapter) => {
    const facts = { id, chapterId, origin, parentId, text, madeAt: createdAt };
    const take: Take = { ...facts, state: 'whole', prompt: '', stream: null };
    const others = chapter.takes.filter((other) => other.id !== id);
    return { ...chapter, chosenTakeId: id, revision, takes: [...others, take] };
  });
}

/** A choice of another take that is not saved yet. */
export function withChosenTake(
  story: KnownStory,
  { chapterId, takeId, revision }: TakeChoice,
): KnownStory {
  return withChapter(story, chapterId, (chapter) => ({
    ...chapter,
    chosenTakeId: takeId,
    revision,
  }));
}

function withChapter(
  story: KnownStory,
  id: string,
  change: (chapter: Chapter) => Chapter,
): KnownStory {
  if (!story) return story;
  const chapters = story.chapters.map((chapter) => (chapter.id === id ? change(chapter) : chapter));
  return { ...story, chapters };
}
