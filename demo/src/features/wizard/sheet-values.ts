import * as z from 'zod';
import { CharacterDraft, type temperaments } from '../../../contract/character.ts';

/** What the sheet holds while it fills in: the character, and the trait that is being typed. */
export const SheetValues = z.strictObject({ ...CharacterDraft.shape, nextTrait: z.string() });
export type SheetValues = z.infer<typeof SheetValues>;

/** An empty sheet. Its id is minted here, so that saving it twice is still one character. */
export function emptySheet(id: string): SheetValues {
  // Nothing is chosen yet; the schema refuses it until something is.
  const temperament = '' as SheetValues['temperament'];
  return { id, name: '', role: '', temperament, traits: [], nextTrait: '', backstory: '' };
}

/** The traits with the typed one among them, each once. */
export function allTraits({
  traits,
  nextTrait,
}: Pick<SheetValues, 'traits' | 'nextTrait'>): string[] {
  const trait = nextTrait.trim();
  return trait === '' || traits.includes(trait) ? traits : [...traits, trait];
}

export const temperamentWords: Readonly<Record<(typeof temperaments)[number], string>> = {
  sanguine: 'Sanguine',
  choleric: 'Choleric',
  melancholic: 'Melancholic',
  phlegmatic: 'Phlegmatic',
};
