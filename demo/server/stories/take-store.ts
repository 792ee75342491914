import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { webPlatform } from '@holdfast/core/parts';
import type { Transaction } from 'kysely';
import { wordCount } from '../../contract/word-count.ts';
import type { TakeWrite, TellTake } from '../../contract/story.ts';
import { holdAccount } from '../characters/hold-account.ts';
import { bytesOf } from '../characters/quotas.ts';
import type { Database, Tables } from '../database/tables.ts';
import { STORY_QUOTAS, type StoryQuotas } from './story-quotas.ts';
import {
  chapterRow,
  growStoryOf,
  holdStory,
  requireRoom,
  storyUnknown,
  type TakeRow,
  takeRow,
} from './story-rows.ts';

/**
 * Keeps a text of the writer's own as a take. A take that is there already stays as it is. Throws `STORY_UNKNOWN`,
 * `ACCOUNT_FULL`, or `CONFLICT` when another text has this id.
 */
export async function keepTake(
  transaction: Transaction<Tables>,
  account: string,
  { storyId, chapterId, id, origin, parentId, text }: Omit<TakeWrite, 'revision' | 'basedOn'>,
  quotas: StoryQuotas = STORY_QUOTAS,
): Promise<void> {
  const chapter = await chapterRow(transaction, account, { storyId, chapterId });
  if (!chapter) throw storyUnknown();
  const stored = await takeRow(transaction, account, chapterId, id);
  if (stored) {
    if (stored.origin === origin && stored.text === text) return;
    throw new Failure(catalogue.CONFLICT);
  }
  const parent =
    parentId === null ? undefined : await takeRow(transaction, account, chapterId, parentId);
  if (parentId !== null && !parent) throw storyUnknown();
  await addTake(
    transaction,
    { storyId, quotas },
    {
      ...{ account_id: account, chapter_id: chapterId, id, origin, parent_id: parentId },
      ...{ state: 'whole', text, words: wordCount(text), prompt: '' },
      ...{ stream_id: null, based_on: chapter.revision, made_at: webPlatform.now() },
    },
  );
}

/**
 * Makes the row of a take that is about to be told; its words come later. Returns the row that is there already.
 * Throws `STORY_UNKNOWN`, `ACCOUNT_FULL`, or `CONFLICT` for a take that was asked for otherwise, and for one that
 * continues a take which is still told.
 */
export async function openTake(
  transaction: Transaction<Tables>,
  account: string,
  { storyId, chapterId, takeId, continues, prompt }: TellTake,
  quotas: StoryQuotas = STORY_QUOTAS,
): Promise<{ readonly take: TakeRow; readonly isNew: boolean }> {
  const chapter = await chapterRow(transaction, account, { storyId, chapterId });
  if (!chapter) throw storyUnknown();
  const origin = continues === null ? 'generated' : 'continued';
  const stored = await takeRow(transaction, account, chapterId, takeId);
  if (stored) {
    const isSame =
      stored.origin === origin && stored.parent_id === continues && stored.prompt === prompt;
    if (isSame) return { take: stored, isNew: false };
    throw new Failure(catalogue.CONFLICT);
  }
  const parent =
    continues === null ? undefined : await takeRow(transaction, account, chapterId, continues);
  if (continues !== null && (!parent || parent.state === 'empty')) throw storyUnknown();
  if (parent?.state === 'streaming') throw new Failure(catalogue.CONFLICT);
  const take: TakeRow = {
    ...{ account_id: account, chapter_id: chapterId, id: takeId, origin, parent_id: continues },
    ...{ state: 'streaming', text: parent?.text ?? '', words: parent?.words ?? 0, prompt },
    ...{ stream_id: null, based_on: chapter.revision, made_at: webPlatform.now() },
  };
  await addTake(transaction, { storyId, quotas }, take);
  return { take, isNew: true };
}

/**
 * Gives a take its stream; a second call with the same stream changes nothing. Throws `CONFLICT` when the take already
 * has another stream.
 */
export async function claimTake(
  database: Database,
  { account_id, chapter_id, id }: TakeRow,
  streamId: string,
): Promise<void> {
  const claimed = await database
    .updateTable('takes')
    .set({ stream_id: streamId })
    .where('account_id', '=', account_id)
    .where('chapter_id', '=', chapter_id)
    .where('id', '=', id)
    .where('state', '=', 'streaming')
    .where((take) => take.or([take('stream_id', 'is', null), take('stream_id', '=', streamId)]))
    .returning('id')
    .executeTakeFirst();
  if (!claimed) throw new Failure(catalogue.CONFLICT);
}

/** Removes the row of a take that has no word and gets none: its telling never began, or is over for long. */
export async function dropTake(
  transaction: Transaction<Tables>,
  { account_id, chapter_id, id, text, prompt }: TakeRow,
): Promise<void> {
  await holdAccount(transaction, account_id, 0, Infinity);
  const dropped = await transaction
    .deleteFrom('takes')
    .where('account_id', '=', account_id)
    .where('chapter_id', '=', chapter_id)
    .where('id', '=', id)
    .where((take) =>
      take.or([
        take.and([take('stream_id', 'is', null), take('state', '=', 'streaming')]),
        take('state', '=', 'empty'),
      ]),
    )
    .returning('id')
    .executeTakeFirst();
  if (dropped) await growStoryOf(transaction, { account_id, chapter_id }, -bytesOf(text, prompt));
}

async function addTake(
  transaction: Transaction<Tables>,
  { storyId, quotas }: { readonly storyId: string; readonly quotas: StoryQuotas },
  take: TakeRow,
): Promise<void> {
  const moreBytes = bytesOf(take.text, take.prompt);
  const { account_id, chapter_id } = take;
  await holdStory(transaction, account_id, storyId, { moreBytes, limit: quotas.bytes });
  await requireRoom(transaction, {
    ...{ table: 'takes', where: { account_id, chapter_id } },
    ...{ what: 'takes-per-chapter', limit: quotas.takesPerChapter },
  });
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('takes')
    .values(take)
    .onConflict((conflict) => conflict.columns(['account_id', 'id']).doNothing())
    .executeTakeFirst();
  // Another chapter has a take of this id.
  if (numInsertedOrUpdatedRows === 0n) throw new Failure(catalogue.CONFLICT);
}
