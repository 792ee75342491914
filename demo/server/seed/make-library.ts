import { FIRST_REVISION, temperaments } from '../../contract/character.ts';
import { papers, type PortraitLook, silhouettes } from '../../contract/portrait.ts';
import { characterBonds, storyBonds } from '../../contract/relationship.ts';
import { lengths, tones } from '../../contract/story.ts';
import { wordCount } from '../../contract/word-count.ts';
import { bytesOf } from '../characters/quotas.ts';
import type { Generator, TextPrompt } from '../generator/generator.ts';
import { type Chance, createChance } from './chance.ts';
import type { Library } from './library.ts';
import * as words from './library-words.ts';

export interface LibraryOptions {
  readonly seed: number;
  readonly characters: number;
  readonly stories: number;
  /** The time of the last change in the library; all others were before. */
  readonly now: number;
  readonly generator: Pick<Generator, 'write' | 'draw'>;
}

const HOUR_MS = 3_600_000;
/** Characters that know each other, and appear in the same stories. */
const CIRCLE = 8;
const never = new AbortController().signal;

type Written = { -readonly [K in keyof Library]: Library[K][number][] };

/** Makes a believable library. The same seed and sizes give the same one. */
export async function makeLibrary(options: LibraryOptions): Promise<Library> {
  const { seed, generator, now } = options;
  const chance = createChance(seed);
  const library: Written = {
    ...{ characters: [], portraits: [], stories: [], chapters: [], takes: [], relationships: [] },
  };
  const tell = async (
    prompt: Omit<TextPrompt, 'seed' | 'language' | 'before'>,
  ): Promise<string> => {
    const pieces: string[] = [];
    const whole = { ...prompt, seed: chance.uuid(), language: 'en', before: '' } as const;
    for await (const piece of generator.write(whole, { signal: never })) pieces.push(piece);
    return pieces.join('').trim();
  };
  const steps = options.characters + options.stories;
  const timeOf = (step: number): number => now - (steps - step) * 4 * HOUR_MS;

  for (let index = 0; index < options.characters; index += 1) {
    await addCharacter(library, { chance, generator, tell, at: timeOf(index) });
  }
  for (let index = 0; index < options.stories; index += 1) {
    await addStory(library, { chance, tell, at: timeOf(options.characters + index) });
  }
  addBonds(library, chance, now);
  return library;
}

interface Making {
  readonly chance: Chance;
  readonly tell: (prompt: Omit<TextPrompt, 'seed' | 'language' | 'before'>) => Promise<string>;
  readonly at: number;
}

async function addCharacter(
  { characters, portraits }: Written,
  { chance, generator, tell, at }: Making & Pick<LibraryOptions, 'generator'>,
): Promise<void> {
  const id = chance.uuid();
  const person = {
    name: `${chance.pick(words.firstNames)} ${chance.pick(words.familyNames)}`,
    role: chance.pick(words.roles),
    temperament: chance.pick(temperaments),
    traits: chance.some(words.traits, 2 + chance.below(3)),
  };
  const look: PortraitLook = {
    paper: chance.pick(papers),
    silhouette: chance.pick(silhouettes),
    age: 12 + chance.below(80),
  };
  const backstory = await tell({
    ...{ words: 90, wish: '' },
    people: [{ ...person, traits: [...person.traits], backstory: '' }],
  });
  const drawn = { seed: chance.uuid(), description: `${person.name}, ${person.role}`, look };
  const picture = await generator.draw(drawn, { signal: never });
  const portrait_id = chance.uuid();
  const lookText = JSON.stringify(look);
  portraits.push({
    ...{ id: portrait_id, character_id: id, type: picture.type, bytes: picture.bytes },
    ...{ look: lookText, made_at: at, cost: 0 },
  });
  characters.push({
    ...{ id, ...person, traits: JSON.stringify(person.traits), backstory, look: lookText },
    ...{ portrait_id, revision: chance.uuid(), saved_at: at },
  });
}

async function addStory(library: Written, making: Making): Promise<void> {
  const { chance, at } = making;
  const id = chance.uuid();
  const circle = chance.below(Math.ceil(library.characters.length / CIRCLE)) * CIRCLE;
  const people = chance.some(
    library.characters.slice(circle, circle + CIRCLE),
    1 + chance.below(4),
  );
  const story = {
    title: titleBy(chance),
    setting: chance.pick(words.settings),
    tone: chance.pick(tones),
  };
  const character_ids = JSON.stringify(people.map((person) => person.id));
  const before = library.takes.length;
  const titles = chance.some(words.chapterTitles, 1 + chance.below(4));
  for (const [nth, title] of titles.entries()) {
    const chapter = { id: chance.uuid(), title: `${nth + 1}. ${title}` };
    // oxlint-disable-next-line no-await-in-loop -- one take after another, so that the seed decides
    const chosen = await addTakes(library, chapter.id, {
      ...making,
      tell: () =>
        making.tell({
          ...{ words: 130, wish: '', story },
          people: people.map((person) => ({
            ...{ name: person.name, role: person.role, backstory: person.backstory },
            traits: JSON.parse(person.traits) as string[],
          })),
        }),
    });
    const revision = chance.uuid();
    library.chapters.push({ ...chapter, story_id: id, chosen_take_id: chosen, revision });
  }
  const bytes =
    bytesOf(story.title, story.setting, character_ids) +
    library.chapters
      .filter(({ story_id }) => story_id === id)
      .reduce((sum, { title }) => sum + bytesOf(title), 0) +
    library.takes.slice(before).reduce((sum, { text, prompt }) => sum + bytesOf(text, prompt), 0);
  library.stories.push({
    ...{ id, ...story, length: chance.pick(lengths), character_ids, bytes },
    ...{ revision: chance.uuid(), saved_at: at, deleted_at: null },
  });
}

/** One to three takes of a chapter. Gives the one that the chapter shows. */
async function addTakes(
  { takes }: Written,
  chapter_id: string,
  { chance, tell, at }: Pick<Making, 'chance' | 'at'> & { readonly tell: () => Promise<string> },
): Promise<string> {
  const add = (
    take: Pick<Library['takes'][number], 'origin' | 'state' | 'text'> & { readonly from?: string },
  ): string => {
    const id = chance.uuid();
    const { from = null, ...rest } = take;
    takes.push({
      ...{ id, chapter_id, parent_id: from, words: wordCount(take.text), ...rest },
      ...{ prompt: take.origin === 'generated' ? chance.pick(words.wishes) : '' },
      ...{ stream_id: null, based_on: FIRST_REVISION, made_at: at + takes.length },
    });
    return id;
  };
  const text = await tell();
  if (chance.happens(0.15)) {
    const parts = text.split(/(?<=\s)/);
    const kept = parts.slice(0, Math.ceil(parts.length / 2)).join('');
    const from = add({ origin: 'generated', state: 'interrupted', text: kept });
    return add({ origin: 'continued', state: 'whole', text, from });
  }
  const first = add({ origin: 'generated', state: 'whole', text });
  if (chance.happens(0.3)) add({ origin: 'generated', state: 'whole', text: await tell() });
  if (!chance.happens(0.2)) return first;
  const edited = `${text} ${chance.pick(words.edits)}`;
  return add({ origin: 'written', state: 'whole', text: edited, from: first });
}

function titleBy(chance: Chance): string {
  const what = `The ${chance.pick(words.adjectives)} ${chance.pick(words.things)}`;
  return chance.happens(0.4) ? `${what} of ${chance.pick(words.places)}` : what;
}

/** Ties the members of each circle, and stories that belong together. */
function addBonds(library: Written, chance: Chance, now: number): void {
  const { characters, stories, relationships } = library;
  const tie = (
    between: 'characters' | 'stories',
    from: { readonly id: string },
    to: { readonly id: string },
  ): void => {
    const kind = chance.pick<string>(between === 'characters' ? characterBonds : storyBonds);
    relationships.push({
      ...{ id: chance.uuid(), between, from_id: from.id, to_id: to.id, kind },
      ...{ weight: 1 + chance.below(5), note: '', revision: chance.uuid(), saved_at: now },
    });
  };
  for (const [index, character] of characters.entries()) {
    const circle = characters.slice(index - (index % CIRCLE), index);
    for (const other of chance.some(circle, 1 + chance.below(2)))
      tie('characters', character, other);
  }
  for (const [index, story] of stories.entries()) {
    const before = stories[index - 1];
    if (before && chance.happens(0.2)) tie('stories', story, before);
  }
}
