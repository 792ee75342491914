import type { CharacterDraft } from '../../contract/character.ts';
import { partText } from './part-words.ts';

export type Version = Omit<CharacterDraft, 'id'>;

export interface Difference {
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
}

type Part = keyof ReturnType<typeof partText>;

const parts: readonly (readonly [part: Part, text: (version: Version) => string])[] = [
  ['name', ({ name }) => name],
  ['role', ({ role }) => role],
  ['temperament', ({ temperament }) => temperament],
  ['traits', ({ traits }) => traits.join(', ')],
  ['backstory', ({ backstory }) => backstory],
];

/** The parts in which two versions of a character differ. */
export function differences(mine: Version, other: Version): readonly Difference[] {
  const labels = partText();
  return parts
    .map(([part, text]) => ({ label: labels[part], mine: text(mine), theirs: text(other) }))
    .filter((part) => part.mine !== part.theirs);
}
