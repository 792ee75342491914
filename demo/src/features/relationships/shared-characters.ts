/** Two stories that have some of the same characters. */
export interface SharedCharacters {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  /** The titles of the two. */
  readonly titles: readonly [string, string];
  readonly characters: readonly string[];
}

interface WithCharacters {
  readonly id: string;
  readonly title: string;
  readonly characterIds: readonly string[];
}

/** Finds which stories share characters. It is seen from the stories each time, and never stored. */
export function sharedCharacters(
  stories: readonly WithCharacters[],
  nameOf: (id: string) => string | undefined,
): readonly SharedCharacters[] {
  const storiesOf = new Map<string, WithCharacters[]>();
  const pairs = new Map<string, SharedCharacters>();
  for (const story of stories) {
    for (const character of new Set(story.characterIds)) {
      const name = nameOf(character);
      const earlier = storiesOf.get(character) ?? [];
      storiesOf.set(character, [...earlier, story]);
      if (name === undefined) continue;
      for (const other of earlier) {
        const id = `${other.id} ${story.id}`;
        const known = pairs.get(id)?.characters ?? [];
        const ends = { fromId: other.id, toId: story.id };
        pairs.set(id, {
          ...{ id, ...ends, titles: [other.title, story.title], characters: [...known, name] },
        });
      }
    }
  }
  return [...pairs.values()];
}
