import type { CharacterDraft, temperaments } from '../../../contract/character.ts';

/** An empty sheet. Its id is minted here, so that saving it twice is still one character. */
export function emptySheet(id: string): CharacterDraft {
  // Nothing is chosen yet; the schema refuses it until something is.
  const temperament = '' as CharacterDraft['temperament'];
  return { id, name: '', role: '', temperament, traits: [], backstory: '' };
}

export const temperamentWords: Readonly<Record<(typeof temperaments)[number], string>> = {
  sanguine: 'Sanguine',
  choleric: 'Choleric',
  melancholic: 'Melancholic',
  phlegmatic: 'Phlegmatic',
};
