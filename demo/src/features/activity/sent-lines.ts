import type { Character } from '../../../contract/character.ts';
import type { StorySummary } from '../../../contract/story.ts';

export interface SentLine {
  readonly id: string;
  readonly subject: string;
  /** The page about it. */
  readonly to: string;
  readonly at: number;
}

interface Sent {
  readonly characters: readonly Character[];
  readonly stories: readonly Pick<StorySummary, 'id' | 'title' | 'savedAt'>[];
  readonly noteOn: (name: string) => string;
}

const LONGEST = 60;

/**
 * The writes that arrived, newest first. It reads them from the server's answer, so it is true on every
 * device and after every restart, whichever tab or worker sent them.
 */
export function sentLines({ characters, stories, noteOn }: Sent): readonly SentLine[] {
  const ofCharacters = characters.flatMap(({ id, name, savedAt, notes }) => {
    const to = `/characters/${id}`;
    return [
      { id, to, subject: name, at: savedAt },
      ...notes.map((note) => ({ id: note.id, to, subject: noteOn(name), at: note.writtenAt })),
    ];
  });
  const ofStories = stories.map(({ id, title, savedAt }) => ({
    ...{ id, to: `/stories/${id}`, subject: title, at: savedAt },
  }));
  return [...ofCharacters, ...ofStories].toSorted((a, b) => b.at - a.at).slice(0, LONGEST);
}
