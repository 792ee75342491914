import { Chapter, type Story, Take } from '../../contract/story.ts';
import type { Database } from '../database/tables.ts';
import { readSummary } from './story-store.ts';
import { wholeRows } from '../database/whole-rows.ts';
import type { TakeRow } from './story-rows.ts';

export interface ReadStoryOptions {
  readonly database: Database;
  /** Gives told takes the words that they have by now. */
  readonly refresh: (takes: readonly TakeRow[]) => Promise<readonly TakeRow[]>;
}

/**
 * A story with its chapters and all takes; `undefined` when the account has no such story. A damaged chapter or take
 * hides no other. Throws `STORAGE_CORRUPT` when the story itself is damaged.
 */
export async function readStory(
  { database, refresh }: ReadStoryOptions,
  account: string,
  id: string,
): Promise<Story | undefined> {
  const takes = await refresh(await takesOf(database, account, id));
  const summary = await readSummary(database, account, id);
  if (!summary) return undefined;
  const chapters = await database
    .selectFrom('chapters')
    .selectAll()
    .where('account_id', '=', account)
    .where('story_id', '=', id)
    .orderBy('position')
    .execute();
  // A take that never had a word is none.
  const told = takes.filter(({ state }) => state !== 'empty');
  const ofTakes = wholeRows(told, Take, toTake);
  const ofChapters = wholeRows(chapters, Chapter, (chapter) => ({
    id: chapter.id,
    title: chapter.title,
    chosenTakeId: chapter.chosen_take_id,
    revision: chapter.revision,
    takes: ofTakes.whole.filter(({ chapterId }) => chapterId === chapter.id),
  }));
  const damaged = [...(ofChapters.damaged ?? []), ...(ofTakes.damaged ?? [])];
  return {
    ...summary,
    chapters: ofChapters.whole,
    ...(damaged.length > 0 && { damaged }),
  };
}

function takesOf(database: Database, account: string, storyId: string): Promise<TakeRow[]> {
  return database
    .selectFrom('takes')
    .innerJoin('chapters', (join) =>
      join
        .onRef('chapters.account_id', '=', 'takes.account_id')
        .onRef('chapters.id', '=', 'takes.chapter_id'),
    )
    .selectAll('takes')
    .where('chapters.account_id', '=', account)
    .where('chapters.story_id', '=', storyId)
    .orderBy('takes.position')
    .execute();
}

/** A take as its writer sees it. */
function toTake(row: TakeRow): Take {
  return {
    id: row.id,
    chapterId: row.chapter_id,
    origin: row.origin as Take['origin'],
    parentId: row.parent_id,
    state: row.state as Take['state'],
    text: row.text,
    prompt: row.prompt,
    stream: row.state === 'streaming' && row.stream_id !== null ? `streams/${row.stream_id}` : null,
    madeAt: row.made_at,
  };
}
