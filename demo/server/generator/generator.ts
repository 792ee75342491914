import type { CharacterDraft } from '../../contract/character.ts';
import type { PortraitWish } from '../../contract/portrait.ts';
import type { StoryDraft } from '../../contract/story.ts';

/** A character in a text. */
export interface Person extends Pick<CharacterDraft, 'name' | 'role' | 'traits' | 'backstory'> {
  /** None yet, for a sheet that is not filled in. */
  readonly temperament?: CharacterDraft['temperament'] | undefined;
}

export interface TextPrompt {
  /** The same seed and the same prompt give the same text, where the generator can do so. */
  readonly seed: string;
  readonly language: 'en' | 'de';
  /** The most words of the answer. */
  readonly words: number;
  readonly people: readonly Person[];
  /** The story that the text belongs to; none for a backstory. */
  readonly story?: Pick<StoryDraft, 'title' | 'setting' | 'tone'>;
  /** The text that the answer goes on from, without a word of it repeated; empty at the beginning. */
  readonly before: string;
  /** The wish of the writer in their own words; may be empty. */
  readonly wish: string;
}

export interface PicturePrompt extends Pick<PortraitWish, 'description' | 'look'> {
  readonly seed: string;
}

export interface Picture {
  readonly type: 'image/svg+xml' | 'image/png' | 'image/jpeg' | 'image/webp';
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Makes texts and pictures. It knows nothing of users, budgets and databases. Both functions reject with a named
 * `Failure`, and end soon after their signal aborts.
 */
export interface Generator {
  readonly name: string;
  /** How long a text of this many words will probably take. @default unknown */
  expectedMs?(words: number): number;
  /** Pieces of one text. Put together, they are the text; a piece may end within a word. */
  write(prompt: TextPrompt, options: { readonly signal: AbortSignal }): AsyncIterable<string>;
  draw(prompt: PicturePrompt, options: { readonly signal: AbortSignal }): Promise<Picture>;
}
