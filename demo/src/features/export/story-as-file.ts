import type { Character } from '../../../contract/character.ts';
import type { Story } from '../../../contract/story.ts';
import { chapterView } from '../../tales/chapter-view.ts';

/** A story for a program: the text that stands on the page, and every take as well. */
export function storyAsFile(
  story: Story,
  people: readonly Pick<Character, 'id' | 'name'>[],
): unknown {
  const { title, setting, tone, length, chapters, savedAt } = story;
  return {
    what: 'A story of Fireside',
    ...{ title, setting, tone, length },
    savedAt: new Date(savedAt).toISOString(),
    characters: people.map(({ id, name }) => ({ id, name })),
    chapters: chapters.map((chapter) => ({
      title: chapter.title,
      text: chapterView(story, chapter, []).shown?.text ?? '',
      takes: chapter.takes.map(({ id, origin, state, text, prompt, madeAt }) => ({
        ...{ id, origin, state, text, prompt, madeAt: new Date(madeAt).toISOString() },
      })),
    })),
  };
}
