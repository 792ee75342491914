import type { Character } from '../../../contract/character.ts';

export interface SentLine {
  readonly id: string;
  readonly subject: string;
  readonly at: number;
}

const LONGEST = 20;

/**
 * The writes that arrived, newest first. It reads them from the server's answer, so it is true on every
 * device and after every restart, whichever tab or worker sent them.
 */
export function sentLines(characters: readonly Character[]): readonly SentLine[] {
  return characters
    .flatMap(({ id, name, savedAt, notes }) => [
      { id, subject: name, at: savedAt },
      ...notes.map((note) => ({ id: note.id, subject: `Note on ${name}`, at: note.writtenAt })),
    ])
    .toSorted((a, b) => b.at - a.at)
    .slice(0, LONGEST);
}
