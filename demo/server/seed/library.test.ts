import { expect, it } from 'vitest';
import { Character } from '../../contract/character.ts';
import { Story } from '../../contract/story.ts';
import { listCharacters } from '../characters/character-store.ts';
import { createLocalGenerator } from '../generator/local/local-generator.ts';
import { readStory } from '../stories/read-story.ts';
import { listStories } from '../stories/story-store.ts';
import { onEachDatabase } from '../testing/each-database.ts';
import { addAccount } from '../testing/stories-under-test.ts';
import { keepLibrary } from './keep-library.ts';
import type { Library } from './library.ts';
import { makeLibrary } from './make-library.ts';

const generator = createLocalGenerator({ wordsPerSecond: 0 });
const make = (seed: number): Promise<Library> =>
  makeLibrary({ seed, characters: 20, stories: 30, now: 1_800_000_000_000, generator });

const refresh = async <T>(takes: T): Promise<T> => takes;

it('a library is the same for the same seed, and another for another seed', async () => {
  const library = await make(7);
  expect(await make(7)).toEqual(library);
  expect((await make(8)).characters).not.toEqual(library.characters);
  expect(library.characters).toHaveLength(20);
  expect(library.stories).toHaveLength(30);
  expect(library.takes.length).toBeGreaterThan(library.chapters.length);
  expect(new Set(library.takes.map(({ origin }) => origin))).toEqual(
    new Set(['generated', 'continued', 'written']),
  );
});

onEachDatabase((open) => {
  it('a page can read a library, which counts against its account and overwrites nothing', async () => {
    const database = open();
    const account = await addAccount(database);
    const library = await make(7);
    expect(await keepLibrary(database, account, library)).toBe(true);
    const all = { after: undefined, limit: 100 };
    const { characters } = await listCharacters(database, account, all);
    expect(characters.map((character) => Character.parse(character).name)).toEqual(
      library.characters.map(({ name }) => name),
    );
    const { stories } = await listStories(database, account, all);
    expect(stories.map(({ title }) => title)).toEqual(library.stories.map(({ title }) => title));
    for (const { id, wordCount } of stories) {
      const story = Story.parse(await readStory({ database, refresh }, account, id));
      expect(wordCount).toBeGreaterThan(2);
      for (const { takes, chosenTakeId } of story.chapters) {
        expect(takes.map((take) => take.id)).toContain(chosenTakeId);
      }
    }
    const bytes = async (): Promise<number> =>
      (
        await database
          .selectFrom('accounts')
          .select('bytes')
          .where('id', '=', account)
          .executeTakeFirstOrThrow()
      ).bytes;
    const before = await bytes();
    expect(before).toBeGreaterThan(30_000);
    expect(await keepLibrary(database, account, await make(8))).toBe(false);
    expect(await bytes()).toBe(before);
  });
});
