import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { Transaction } from 'kysely';
import { FIRST_REVISION } from '../../contract/character.ts';
import type { ChapterSave, ChapterState, TakeChoice } from '../../contract/story.ts';
import type { Precondition } from '../characters/precondition.ts';
import { bytesOf } from '../characters/quotas.ts';
import type { Tables } from '../database/tables.ts';
import { STORY_QUOTAS, type StoryQuotas } from './story-quotas.ts';
import {
  type ChapterRow,
  chapterRow,
  holdStory,
  requireRoom,
  storyUnknown,
  takeRow,
} from './story-rows.ts';

/**
 * Adds a chapter at the end of a story, or renames it where it is. Throws `STORY_UNKNOWN`, `ACCOUNT_FULL`, or
 * `CONFLICT` for the chapter of another story.
 */
export async function saveChapter(
  transaction: Transaction<Tables>,
  account: string,
  { storyId, id, title }: ChapterSave,
  quotas: StoryQuotas = STORY_QUOTAS,
): Promise<ChapterState> {
  const stored = await chapterRow(transaction, account, { storyId, chapterId: id });
  if (stored?.title === title) return toState(stored);
  const moreBytes = bytesOf(title) - (stored ? bytesOf(stored.title) : 0);
  await holdStory(transaction, account, storyId, { moreBytes, limit: quotas.bytes });
  if (stored) {
    const renamed = await transaction
      .updateTable('chapters')
      .set({ title })
      .where('account_id', '=', account)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return toState(renamed);
  }
  await requireRoom(transaction, {
    ...{ table: 'chapters', where: { account_id: account, story_id: storyId } },
    ...{ what: 'chapters-per-story', limit: quotas.chaptersPerStory },
  });
  const added = await transaction
    .insertInto('chapters')
    .values({
      ...{ account_id: account, story_id: storyId, id, title },
      ...{ chosen_take_id: null, revision: FIRST_REVISION },
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'id']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!added) throw new Failure(catalogue.CONFLICT);
  return toState(added);
}

/**
 * Makes a take the one that its chapter shows, if the precondition allows. A choice that is made already stays as it
 * is. `undefined` when another take was chosen meanwhile. Throws `STORY_UNKNOWN`.
 */
export async function chooseTake(
  transaction: Transaction<Tables>,
  account: string,
  { storyId, chapterId, takeId, revision }: Omit<TakeChoice, 'basedOn'>,
  precondition: Precondition,
): Promise<ChapterState | undefined> {
  const stored = await chapterRow(transaction, account, { storyId, chapterId });
  const take = await takeRow(transaction, account, chapterId, takeId);
  if (!stored || !take || take.state === 'empty') throw storyUnknown();
  if (!precondition(stored.revision)) {
    return stored.chosen_take_id === takeId ? toState(stored) : undefined;
  }
  await holdStory(transaction, account, storyId, { moreBytes: 0, limit: Infinity });
  const chosen = await transaction
    .updateTable('chapters')
    .set({ chosen_take_id: takeId, revision })
    .where('account_id', '=', account)
    .where('id', '=', chapterId)
    // Another server may have chosen since this transaction looked.
    .where('revision', '=', stored.revision)
    .returningAll()
    .executeTakeFirst();
  return chosen && toState(chosen);
}

function toState({ id, chosen_take_id, revision }: ChapterRow): ChapterState {
  return { id, chosenTakeId: chosen_take_id, revision };
}
