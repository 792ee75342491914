import type { CharacterDraft } from '../../../demo/contract/character.ts';

/** A character that exists for notes to be about. */
export const sheet = (id: string, number: number): CharacterDraft => ({
  id,
  name: `Character ${number}`,
  role: 'somebody to write notes about',
  temperament: 'sanguine',
  traits: ['patient'],
  backstory: '',
});
