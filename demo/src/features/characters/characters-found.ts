import type { Character } from '../../../contract/character.ts';
import { hasEveryWord } from '../../search/has-every-word.ts';

/** The characters that have every word of a search in their name, role or traits. */
export function charactersFound(
  characters: readonly Character[],
  search: string,
): readonly Character[] {
  const isFound = hasEveryWord(search);
  return characters.filter(({ name, role, traits }) => isFound([name, role, ...traits]));
}
