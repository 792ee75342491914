import type { CharacterDraft } from '../../contract/character.ts';

export type Version = Omit<CharacterDraft, 'id'>;

export interface Difference {
  readonly label: string;
  readonly mine: string;
  readonly other: string;
}

const parts: readonly (readonly [label: string, text: (version: Version) => string])[] = [
  ['Name', ({ name }) => name],
  ['Role', ({ role }) => role],
  ['Temperament', ({ temperament }) => temperament],
  ['Traits', ({ traits }) => traits.join(', ')],
  ['Backstory', ({ backstory }) => backstory],
];

/** The parts in which two versions of a character differ. */
export function differences(mine: Version, other: Version): readonly Difference[] {
  return parts
    .map(([label, text]) => ({ label, mine: text(mine), other: text(other) }))
    .filter((part) => part.mine !== part.other);
}
