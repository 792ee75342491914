import type { Character } from '../../../contract/character.ts';
import type { Story } from '../../../contract/story.ts';
import { chapterView } from '../../tales/chapter-view.ts';
import { paragraphsOf } from '../../tales/paragraphs.ts';

/** One part of a manuscript: a chapter of a story, or an aspect of a character. */
export interface Section {
  readonly id: string;
  /** May be empty. */
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** Whether Fireside wrote them: then they run as its language does, whatever name they begin with. */
  readonly isOurs?: boolean;
}

/** The content of a manuscript. The screen, the paper and each file are made from this one value. */
export interface Manuscript {
  /** The chapters of a story begin a new sheet of paper each; the aspects of a character follow one another. */
  readonly kind: 'story' | 'character';
  readonly title: string;
  /** A line below the title; may be empty. */
  readonly subtitle: string;
  readonly sections: readonly Section[];
}

/** The texts that the writer sees: of each chapter the chosen take. */
export function manuscriptOfStory(
  story: Story,
  { chapter: chapterTitle }: { readonly chapter: (number: number) => string },
): Manuscript {
  return {
    kind: 'story',
    title: story.title,
    subtitle: story.setting,
    sections: story.chapters.map((chapter, index) => ({
      id: chapter.id,
      title: chapter.title || (story.chapters.length > 1 ? chapterTitle(index + 1) : ''),
      paragraphs: paragraphsOf(chapterView(story, chapter, []).shown?.text ?? ''),
    })),
  };
}

export interface CharacterHeadings {
  readonly traits: string;
  readonly backstory: string;
  readonly relationships: string;
  readonly notes: string;
}

/** A character with its relationships as sentences. An aspect without a word is left out. */
export function manuscriptOfCharacter(
  character: Character,
  relationships: readonly string[],
  headings: CharacterHeadings,
): Manuscript {
  const section = (id: keyof CharacterHeadings, paragraphs: readonly string[]): Section => ({
    ...{ id, title: headings[id], paragraphs },
  });
  return {
    kind: 'character',
    title: character.name,
    subtitle: character.role,
    sections: [
      section('traits', [character.traits.join(', ')].filter(Boolean)),
      section('backstory', paragraphsOf(character.backstory)),
      { ...section('relationships', relationships), isOurs: true },
      section(
        'notes',
        character.notes.flatMap(({ text }) => paragraphsOf(text)),
      ),
    ].filter(({ paragraphs }) => paragraphs.length > 0),
  };
}
