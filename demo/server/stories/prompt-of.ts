import { array, pick, string } from 'zod/mini';
import { Character } from '../../contract/character.ts';
import { CHAPTER_WORDS, type StoryDraft, type TellTake } from '../../contract/story.ts';
import type { Database } from '../database/tables.ts';
import { wholeOrCorrupt } from '../database/whole-or-corrupt.ts';
import { wholeRows } from '../database/whole-rows.ts';
import type { Person, TextPrompt } from '../generator/generator.ts';
import { languageOf } from '../generator/language-of.ts';
import { storyRow, storyUnknown, type TakeRow } from './story-rows.ts';

export interface Prompted {
  /** The title of the story. */
  readonly title: string;
  readonly prompt: Omit<TextPrompt, 'seed'>;
}

/**
 * The prompt for a take: the story, its people, and the text that it goes on from. Throws `STORAGE_CORRUPT` when the
 * cast of the story is damaged: a chapter without its people would be paid for in vain.
 */
export async function promptOf(
  database: Database,
  take: Pick<TakeRow, 'account_id' | 'chapter_id' | 'text'>,
  { storyId, prompt, length, language }: TellTake,
  headers: Headers,
): Promise<Prompted> {
  const row = await storyRow(database, take.account_id, storyId);
  if (!row) throw storyUnknown();
  const { title, setting } = row;
  const before = (await earlierChapters(database, take, storyId)) + take.text;
  const ids = wholeOrCorrupt(
    row,
    CastIds,
    ({ character_ids }) => JSON.parse(character_ids) as unknown,
  );
  return {
    title,
    prompt: {
      language:
        language ?? languageOf([before, prompt, title, setting], headers.get('accept-language')),
      ...{ words: CHAPTER_WORDS[length], before },
      people: await peopleOf(database, take.account_id, ids),
      story: { title, setting, tone: row.tone as StoryDraft['tone'] },
      wish: prompt,
    },
  };
}

const CastIds = array(string());

/** More of the story would cost more, and help no generator. */
const MOST_BEFORE = 8000;

/** What the chapters before this one tell, as far back as it matters. */
async function earlierChapters(
  database: Database,
  { account_id, chapter_id }: Pick<TakeRow, 'account_id' | 'chapter_id'>,
  storyId: string,
): Promise<string> {
  const rows = await database
    .selectFrom('chapters')
    .innerJoin('takes', (join) =>
      join
        .onRef('takes.account_id', '=', 'chapters.account_id')
        .onRef('takes.id', '=', 'chapters.chosen_take_id'),
    )
    .select('takes.text')
    .where('chapters.account_id', '=', account_id)
    .where('chapters.story_id', '=', storyId)
    .where('chapters.position', '<', ({ selectFrom }) =>
      selectFrom('chapters')
        .select('position')
        .where('account_id', '=', account_id)
        .where('id', '=', chapter_id),
    )
    .orderBy('chapters.position')
    .execute();
  const whole = rows.map(({ text }) => `${text.trimEnd()}\n\n`).join('');
  // A cut never leaves half a word.
  return whole.length <= MOST_BEFORE ? whole : whole.slice(-MOST_BEFORE).replace(/^\S*\s+/u, '');
}

const Told = pick(Character, {
  ...{ name: true, role: true, temperament: true, traits: true, backstory: true },
});

/** The characters in the order in which the story names them. One that was deleted is left out. */
async function peopleOf(
  database: Database,
  account: string,
  ids: readonly string[],
): Promise<readonly Person[]> {
  if (ids.length === 0) return [];
  const rows = await database
    .selectFrom('characters')
    .select(['id', 'name', 'role', 'temperament', 'traits', 'backstory'])
    .where('account_id', '=', account)
    .where('id', 'in', ids)
    .execute();
  return ids.flatMap((wanted) => {
    const row = rows.find(({ id }) => id === wanted);
    if (!row) return [];
    // A damaged character is left out like a deleted one.
    return wholeRows([row], Told, ({ name, role, temperament, traits, backstory }) => ({
      ...{ name, role, temperament, backstory },
      traits: JSON.parse(traits) as unknown,
    })).whole;
  });
}
