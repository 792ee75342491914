import { webPlatform } from '@holdfast/core/parts';
import { sql, type Transaction } from 'kysely';
import {
  type StoryPage,
  type StorySave,
  type StorySaved,
  StorySummary,
} from '../../contract/story.ts';
import { holdAccount } from '../characters/hold-account.ts';
import { pageOf, type PageRequest } from '../characters/pages.ts';
import type { Precondition } from '../characters/precondition.ts';
import { bytesOf } from '../characters/quotas.ts';
import { saveIf } from '../characters/save-if.ts';
import type { Database, Tables } from '../database/tables.ts';
import { STORY_QUOTAS, type StoryQuotas } from './story-quotas.ts';
import { type Reader, requireRoom, type StoryRow, storyRow, storyUnknown } from './story-rows.ts';
import { wholeOrCorrupt } from '../database/whole-or-corrupt.ts';
import { wholeRows } from '../database/whole-rows.ts';

/** A page of stories in order of creation. */
export async function listStories(
  database: Database,
  account: string,
  { after = 0, limit }: PageRequest,
): Promise<StoryPage> {
  const found = await summaries(database, account)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit + 1)
    .execute();
  const { rows, ...next } = pageOf(found, limit);
  const { whole, ...rest } = wholeRows(rows, StorySummary, toSummary);
  return { stories: whole, ...rest, ...next };
}

/**
 * One story of an account, without its chapters; `undefined` when the account has no such story. Throws
 * `STORAGE_CORRUPT` for a damaged one.
 */
export async function readSummary(
  database: Reader,
  account: string,
  id: string,
): Promise<StorySummary | undefined> {
  const row = await summaries(database, account).where('id', '=', id).executeTakeFirst();
  return row && wholeOrCorrupt(row, StorySummary, toSummary);
}

/**
 * Makes a story or replaces what the stored one says, if the precondition allows; its chapters stay. A save that
 * equals the stored story replaces nothing. A new story under the id of a deleted one brings its chapters back,
 * because its writer kept this version after the other device had deleted it. `undefined` when another state is
 * stored. Throws `ACCOUNT_FULL`.
 */
export async function saveStory(
  transaction: Transaction<Tables>,
  account: string,
  { id, characterIds, revision, ...draft }: Omit<StorySave, 'basedOn'>,
  precondition: Precondition,
  quotas: StoryQuotas = STORY_QUOTAS,
): Promise<StorySaved | undefined> {
  const content = { ...draft, character_ids: JSON.stringify(characterIds) };
  return saveIf(id, await storyRow(transaction, account, id), precondition, {
    isSame: (stored) => saysTheSame(stored, content),
    async write(found) {
      const isBack = !found && (await isDeleted(transaction, account, id));
      if (isBack) await restoreStory(transaction, account, id, quotas);
      const stored = isBack ? await storyRow(transaction, account, id) : found;
      const moreBytes = bytesOfContent(content) - (stored ? bytesOfContent(stored) : 0);
      await holdAccount(transaction, account, moreBytes, quotas.bytes);
      const columns = { ...content, revision, saved_at: webPlatform.now() };
      if (!stored) {
        await requireRoom(transaction, {
          ...{ table: 'stories', where: { account_id: account } },
          ...{ what: 'stories', limit: quotas.stories },
        });
      }
      return stored
        ? transaction
            .updateTable('stories')
            .set((story) => ({ ...columns, bytes: story('bytes', '+', moreBytes) }))
            .where('account_id', '=', account)
            .where('id', '=', id)
            // Another server may have saved since this transaction looked.
            .where('revision', '=', stored.revision)
            .where('deleted_at', 'is', null)
            .returning(['revision', 'saved_at'])
            .executeTakeFirst()
        : transaction
            .insertInto('stories')
            .values({ account_id: account, id, ...columns, bytes: moreBytes, deleted_at: null })
            .onConflict((conflict) => conflict.columns(['account_id', 'id']).doNothing())
            .returning(['revision', 'saved_at'])
            .executeTakeFirst();
    },
  });
}

/** Hides a story with everything that belongs to it. A story that does not exist counts as deleted. */
export async function deleteStory(
  transaction: Transaction<Tables>,
  account: string,
  id: string,
): Promise<void> {
  await holdAccount(transaction, account, 0, Infinity);
  const deleted = await transaction
    .updateTable('stories')
    .set({ deleted_at: webPlatform.now() })
    .where('account_id', '=', account)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .returning('bytes')
    .executeTakeFirst();
  if (deleted) await holdAccount(transaction, account, -deleted.bytes, Infinity);
}

/**
 * Undoes a deletion. A story that is there already counts as restored. Throws `STORY_UNKNOWN` when retention has
 * removed it, and `ACCOUNT_FULL` when there is no room for it any more.
 */
export async function restoreStory(
  transaction: Transaction<Tables>,
  account: string,
  id: string,
  quotas: StoryQuotas = STORY_QUOTAS,
): Promise<void> {
  await holdAccount(transaction, account, 0, Infinity);
  const restored = await transaction
    .updateTable('stories')
    .set({ deleted_at: null })
    .where('account_id', '=', account)
    .where('id', '=', id)
    .where('deleted_at', 'is not', null)
    .returning('bytes')
    .executeTakeFirst();
  if (restored) await holdAccount(transaction, account, restored.bytes, quotas.bytes);
  else if (!(await storyRow(transaction, account, id))) throw storyUnknown();
}

async function isDeleted(database: Reader, account: string, id: string): Promise<boolean> {
  const row = await database
    .selectFrom('stories')
    .select('id')
    .where('account_id', '=', account)
    .where('id', '=', id)
    .where('deleted_at', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

type Content = Pick<StoryRow, 'title' | 'setting' | 'tone' | 'length' | 'character_ids'>;

function saysTheSame(stored: Content, content: Content): boolean {
  const names = ['title', 'setting', 'tone', 'length', 'character_ids'] as const;
  return names.every((name) => stored[name] === content[name]);
}

function bytesOfContent({ title, setting, character_ids }: Content): number {
  return bytesOf(title, setting, character_ids);
}

function summaries(database: Reader, account: string) {
  return database
    .selectFrom('stories')
    .selectAll()
    .select([
      sql<number>`(
        select count(*) from chapters
        where chapters.account_id = stories.account_id and chapters.story_id = stories.id
      )`.as('chapter_count'),
      sql<number | string>`(
        select coalesce(sum(takes.words), 0) from chapters
        join takes on takes.account_id = chapters.account_id and takes.id = chapters.chosen_take_id
        where chapters.account_id = stories.account_id and chapters.story_id = stories.id
      )`.as('word_count'),
    ])
    .where('account_id', '=', account)
    .where('deleted_at', 'is', null);
}

type SummaryRow = StoryRow & {
  readonly chapter_count: number;
  readonly word_count: number | string;
};

function toSummary(row: SummaryRow): StorySummary {
  return {
    id: row.id,
    title: row.title,
    setting: row.setting,
    tone: row.tone as StorySummary['tone'],
    length: row.length as StorySummary['length'],
    characterIds: JSON.parse(row.character_ids) as string[],
    revision: row.revision,
    chapterCount: row.chapter_count,
    // PostgreSQL gives a sum of whole numbers as text.
    wordCount: Number(row.word_count),
    savedAt: row.saved_at,
  };
}
