import type { Chapter, Story, Take } from '../../contract/story.ts';
import type { Database } from '../database/tables.ts';
import { readSummary } from './story-store.ts';
import type { TakeRow } from './story-rows.ts';

export interface ReadStoryOptions {
  readonly database: Database;
  /** Gives told takes the words that they have by now. */
  readonly refresh: (takes: readonly TakeRow[]) => Promise<readonly TakeRow[]>;
}

/** A story with its chapters and all takes; `undefined` when the account has no such story. */
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
  return {
    ...summary,
    chapters: chapters.map((chapter): Chapter => ({
      id: chapter.id,
      title: chapter.title,
      chosenTakeId: chapter.chosen_take_id,
      revision: chapter.revision,
      takes: takes
        .filter(({ chapter_id }) => chapter_id === chapter.id)
        .flatMap((take) => toTake(take) ?? []),
    })),
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

/** A take as its writer sees it; `undefined` for one that never had a word. */
function toTake(row: TakeRow): Take | undefined {
  if (row.state === 'empty') return undefined;
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
