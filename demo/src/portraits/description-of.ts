import type { CharacterDraft } from '../../contract/character.ts';

const LONGEST = 500;

/** The description for a generator: the sheet in a few words. */
export function descriptionOf({
  role,
  temperament,
  traits,
}: Pick<CharacterDraft, 'role' | 'temperament' | 'traits'>): string {
  const parts = [role, temperament, traits.join(', ')].filter((part) => part !== '');
  return Array.from(parts.join('; ')).join('').slice(0, LONGEST);
}
