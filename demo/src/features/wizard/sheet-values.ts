import { withTag } from '@holdfast/forms/fields';
import * as z from 'zod/mini';
import { CharacterDraft, Revision } from '../../../contract/character.ts';
import { DEFAULT_LOOK, PortraitLook } from '../../../contract/portrait.ts';
import { paperOf } from '../../look/paper.ts';

/** The values of the sheet while the writer fills it in: the character, and the trait that is being typed. */
export const SheetValues = z.strictObject({
  ...CharacterDraft.shape,
  look: PortraitLook,
  portraitId: z.nullable(z.uuid()),
  nextTrait: z.string(),
  /** The name of the state that saving makes. */
  revision: Revision,
  /** The state that the save changes, once the sheet was saved. */
  basedOn: z.nullable(Revision),
});
export type SheetValues = z.infer<typeof SheetValues>;

/** The version of the shape of a stored draft. Version 1 had no look and no portrait. */
export const SHEET_VERSION = 2;

/** Makes a draft of today from one of version 1. */
export function migrateSheet(older: unknown): SheetValues {
  const sheet = older as SheetValues;
  return { ...sheet, look: lookOf(sheet), portraitId: null };
}

/** An empty sheet. The sheet mints its ids here, so that saving it twice still makes one character. */
export function emptySheet(id: string, revision: string): SheetValues {
  // The writer has chosen nothing yet. The schema refuses this value until the writer chooses.
  const temperament = '' as SheetValues['temperament'];
  const names = { id, revision, basedOn: null };
  const blank = { name: '', role: '', traits: [], nextTrait: '', backstory: '' };
  return { ...names, ...blank, temperament, look: lookOf({ id }), portraitId: null };
}

/** The look of a character. Where the writer has chosen none, the paper is the one that its face has anyway. */
export function lookOf(character: Pick<CharacterDraft, 'id' | 'look'>): PortraitLook {
  return character.look ?? { ...DEFAULT_LOOK, paper: paperOf(character) };
}

export const traitRules = { most: 8, mostEach: 40 };

/** The traits with the typed one among them, each once. */
export function allTraits({
  traits,
  nextTrait,
}: Pick<SheetValues, 'traits' | 'nextTrait'>): string[] {
  return [...withTag(traits, nextTrait, traitRules)];
}
