import * as z from 'zod';
import { CharacterDraft, Revision, type temperaments } from '../../../contract/character.ts';
import { cleanLine } from '../../../contract/text.ts';

/** What the sheet holds while it fills in: the character, and the trait that is being typed. */
export const SheetValues = z.strictObject({
  ...CharacterDraft.shape,
  nextTrait: z.string(),
  /** The name of the state that saving makes. */
  revision: Revision,
  /** The state that the save changes, once the sheet was saved. */
  basedOn: z.nullable(Revision),
});
export type SheetValues = z.infer<typeof SheetValues>;

/** An empty sheet. The sheet mints its ids here, so that saving it twice still makes one character. */
export function emptySheet(id: string, revision: string): SheetValues {
  // Nothing is chosen yet; the schema refuses it until something is.
  const temperament = '' as SheetValues['temperament'];
  const names = { id, revision, basedOn: null };
  return { ...names, name: '', role: '', temperament, traits: [], nextTrait: '', backstory: '' };
}

/** The traits with the typed one among them, each once. */
export function allTraits({
  traits,
  nextTrait,
}: Pick<SheetValues, 'traits' | 'nextTrait'>): string[] {
  const trait = cleanLine(nextTrait);
  return trait === '' || traits.includes(trait) ? traits : [...traits, trait];
}

export const temperamentWords: Readonly<Record<(typeof temperaments)[number], string>> = {
  sanguine: 'Sanguine',
  choleric: 'Choleric',
  melancholic: 'Melancholic',
  phlegmatic: 'Phlegmatic',
};
