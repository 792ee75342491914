import type { Character } from '../../../contract/character.ts';
import type { StorySummary } from '../../../contract/story.ts';
import { hasEveryWord } from '../../search/has-every-word.ts';

/** The stories that have every word of a search in their title, their setting or the names of their characters. */
export function storiesFound(
  stories: readonly StorySummary[],
  characters: readonly Pick<Character, 'id' | 'name'>[],
  search: string,
): readonly StorySummary[] {
  const isFound = hasEveryWord(search);
  const names = new Map(characters.map(({ id, name }) => [id, name]));
  return stories.filter(({ title, setting, characterIds }) =>
    isFound([title, setting, ...characterIds.map((id) => names.get(id) ?? '')]),
  );
}
