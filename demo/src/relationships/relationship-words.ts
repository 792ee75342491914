import type { CharacterBond, StoryBond } from '../../contract/relationship.ts';
import { wordsIn } from '../words/use-text.ts';

export type Bond = CharacterBond | StoryBond;

export interface RelationshipWords {
  /** The relation of the first, `{a}`, to the second, `{b}`. */
  readonly says: Readonly<Record<Bond, string>>;
  /** The relation in one or two words, for a line between the two. */
  readonly kind: Readonly<Record<Bond | 'shares', string>>;
  /** How close the two are, from hardly to completely. The middle degree has no word. */
  readonly much: readonly string[];
  /** `{c}` stands for the names. */
  readonly shares: string;
  readonly more: (count: number) => string;
}

const en: RelationshipWords = {
  says: {
    family: '{a} and {b} are family',
    friend: '{a} and {b} are friends',
    love: '{a} loves {b}',
    rival: '{a} and {b} are rivals',
    mentor: '{a} teaches {b}',
    debt: '{a} owes {b} a debt',
    sequel: '{a} comes after {b}',
    'same-world': '{a} and {b} share a world',
  },
  kind: {
    family: 'family',
    friend: 'friends',
    love: 'loves',
    rival: 'rivals',
    mentor: 'teaches',
    debt: 'owes',
    sequel: 'comes after',
    'same-world': 'same world',
    shares: 'share characters',
  },
  much: ['barely', 'a little', '', 'strongly', 'above all else'],
  shares: '{a} and {b} both have {c}.',
  more: (count) => `${count} more`,
};

const de: RelationshipWords = {
  says: {
    family: '{a} und {b} sind verwandt',
    friend: '{a} und {b} sind befreundet',
    love: '{a} liebt {b}',
    rival: '{a} und {b} wetteifern',
    mentor: '{a} unterrichtet {b}',
    debt: '{a} steht bei {b} in der Schuld',
    sequel: '{a} spielt nach {b}',
    'same-world': '{a} und {b} spielen in einer Welt',
  },
  kind: {
    family: 'verwandt',
    friend: 'befreundet',
    love: 'liebt',
    rival: 'wetteifern',
    mentor: 'unterrichtet',
    debt: 'schuldet',
    sequel: 'spielt nach',
    'same-world': 'eine Welt',
    shares: 'gemeinsame Figuren',
  },
  much: ['aber kaum', 'ein wenig', '', 'und zwar sehr', 'mehr als alles andere'],
  shares: '{a} und {b} haben {c} gemeinsam.',
  more: (count) => `${count} weitere`,
};

export const relationshipWords = wordsIn<RelationshipWords>({ en, de });
