import { Failure } from '@holdfast/core';
import { webPlatform } from '@holdfast/core/parts';
import { accountFull } from '@holdfast/server/quotas';
import { sql, type Transaction } from 'kysely';
import { STORY_UNKNOWN } from '../../contract/failures.ts';
import { holdAccount } from '../characters/hold-account.ts';
import type { Database, Tables } from '../database/tables.ts';
import type { ChapterTable, StoryTable, TakeTable } from './story-tables.ts';

export type Reader = Pick<Database, 'selectFrom'>;
export type StoryRow = Omit<StoryTable, 'position'>;
export type ChapterRow = Omit<ChapterTable, 'position'>;
export type TakeRow = Omit<TakeTable, 'position'>;

/** A story that the writer has not deleted. */
export function storyRow(
  database: Reader,
  account: string,
  id: string,
): Promise<StoryRow | undefined> {
  return database
    .selectFrom('stories')
    .selectAll()
    .where('account_id', '=', account)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
}

export interface ChapterPlace {
  readonly storyId: string;
  readonly chapterId: string;
}

/** A chapter of a story that the writer has not deleted. */
export function chapterRow(
  database: Reader,
  account: string,
  { storyId, chapterId }: ChapterPlace,
): Promise<ChapterRow | undefined> {
  return database
    .selectFrom('chapters')
    .innerJoin('stories', (join) =>
      join
        .onRef('stories.account_id', '=', 'chapters.account_id')
        .onRef('stories.id', '=', 'chapters.story_id'),
    )
    .selectAll('chapters')
    .where('chapters.account_id', '=', account)
    .where('chapters.story_id', '=', storyId)
    .where('chapters.id', '=', chapterId)
    .where('stories.deleted_at', 'is', null)
    .executeTakeFirst();
}

export function takeRow(
  database: Reader,
  account: string,
  chapterId: string,
  id: string,
): Promise<TakeRow | undefined> {
  return database
    .selectFrom('takes')
    .selectAll()
    .where('account_id', '=', account)
    .where('chapter_id', '=', chapterId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export const storyUnknown = (): Failure => new Failure(STORY_UNKNOWN);

/**
 * Counts what a change adds to a story, and notes its time. From here to its end, only this transaction changes the
 * data of the account. Throws `ACCOUNT_FULL`, and `STORY_UNKNOWN` for a story that is not there.
 */
export async function holdStory(
  transaction: Transaction<Tables>,
  account: string,
  storyId: string,
  { moreBytes, limit }: { readonly moreBytes: number; readonly limit: number },
): Promise<void> {
  await holdAccount(transaction, account, moreBytes, limit);
  const { numUpdatedRows } = await transaction
    .updateTable('stories')
    .set((story) => ({ bytes: story('bytes', '+', moreBytes), saved_at: webPlatform.now() }))
    .where('account_id', '=', account)
    .where('id', '=', storyId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw storyUnknown();
}

/**
 * Counts the words that a take of a chapter got or lost, without a limit. The caller holds the account. The bytes of
 * a deleted story do not count against its account.
 */
export async function growStoryOf(
  transaction: Transaction<Tables>,
  { account_id, chapter_id }: Pick<TakeRow, 'account_id' | 'chapter_id'>,
  moreBytes: number,
): Promise<void> {
  const { deleted_at } = await transaction
    .updateTable('stories')
    .set((story) => ({ bytes: story('bytes', '+', moreBytes), saved_at: webPlatform.now() }))
    .where('account_id', '=', account_id)
    .where('id', '=', ({ selectFrom }) =>
      selectFrom('chapters')
        .select('story_id')
        .where('account_id', '=', account_id)
        .where('id', '=', chapter_id),
    )
    .returning('deleted_at')
    .executeTakeFirstOrThrow();
  if (deleted_at === null) await holdAccount(transaction, account_id, moreBytes, Infinity);
}

export interface RowLimit {
  readonly table: 'stories' | 'chapters' | 'takes';
  /** The rows that count. */
  readonly where: Readonly<Record<string, string>>;
  readonly what: string;
  readonly limit: number;
}

/** Throws `ACCOUNT_FULL` when there are as many rows as there may be. Exact while the account is held. */
export async function requireRoom(
  transaction: Transaction<Tables>,
  { table, where, what, limit }: RowLimit,
): Promise<void> {
  const conditions = Object.entries(where).map(
    ([column, value]) => sql`${sql.ref(column)} = ${value}`,
  );
  const { rows } = await sql<{ readonly count: number }>`
    select count(*) as count from ${sql.table(table)} where ${sql.join(conditions, sql` and `)}
  `.execute(transaction);
  if ((rows[0]?.count ?? 0) >= limit) throw accountFull({ what, limit });
}
