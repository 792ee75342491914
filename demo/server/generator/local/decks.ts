import type { CharacterDraft } from '../../../contract/character.ts';
import type { StoryDraft } from '../../../contract/story.ts';

/** Where a story happens, as far as its sounds and smells are concerned. */
export type Surroundings = 'sea' | 'city' | 'woods' | 'winter' | 'space' | 'house';

/** The thing around which a story turns. Its words fill the tokens of templates. */
export interface Thing {
  readonly words: Readonly<Record<string, string>>;
  /** By this word the storyteller finds the thing in a text that it goes on from. */
  readonly mark: string;
  /** The truth about it. Each is a paragraph, and a story uses one of them. */
  readonly truths: readonly string[];
}

export interface Pronouns {
  readonly [token: string]: string;
}

/**
 * The words of one language. Each text is a template. A token in braces is a name, a pronoun, a word of the thing, or
 * a sentence from another deck, such as `{around}`. A line end begins a paragraph.
 */
export interface Decks {
  readonly language: 'en' | 'de';
  readonly she: Pronouns;
  readonly he: Pronouns;
  readonly quote: readonly [open: string, close: string];
  /** Which surroundings the words of a setting mean. */
  readonly surroundingsOf: readonly (readonly [Surroundings, RegExp])[];
  /** Where a story happens when its writer does not say. */
  readonly settings: readonly string[];
  /** People that come in when a story has only one. */
  readonly strangers: readonly (readonly [name: string, role: string, she: boolean])[];
  readonly things: readonly Thing[];
  readonly around: Readonly<Record<Surroundings, readonly string[]>>;
  readonly mood: Readonly<
    Record<NonNullable<CharacterDraft['temperament']> | 'none', readonly string[]>
  >;
  readonly aside: Readonly<Record<StoryDraft['tone'], readonly string[]>>;
  readonly trait: readonly string[];
  readonly habit: readonly string[];
  readonly known: readonly string[];
  readonly wish: readonly string[];
  /** The same for a story whose beginning has not used it. */
  readonly wishLater: readonly string[];
  /** What people say of a character that the writer says nothing about. */
  readonly manners: readonly string[];
  readonly openings: readonly string[];
  /** How the second character comes into a story. */
  readonly entrances: readonly string[];
  /** What the second character does, for a story that says it in a sentence of its own. */
  readonly work: readonly string[];
  readonly arrivals: readonly string[];
  readonly talks: readonly string[];
  readonly middles: readonly string[];
  readonly choices: readonly string[];
  readonly endings: Readonly<Record<StoryDraft['tone'], readonly string[]>>;
  readonly named: readonly string[];
  /** The beginnings that follow a text that ended within a sentence. */
  readonly broken: readonly string[];
  readonly resumes: readonly string[];
  readonly backstory: {
    readonly broken: readonly string[];
    readonly births: readonly string[];
    readonly losses: readonly string[];
    readonly trades: readonly string[];
    readonly marks: readonly string[];
    readonly nows: readonly string[];
  };
}
