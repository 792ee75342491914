import type { Transaction } from 'kysely';
import { wordCount } from '../../contract/word-count.ts';
import { holdAccount } from '../characters/hold-account.ts';
import type { Tables } from '../database/tables.ts';
import { growStoryOf, type TakeRow } from './story-rows.ts';

export interface Told {
  readonly state: 'whole' | 'stopped' | 'interrupted';
  /** The words that the stream brought, and no others. */
  readonly text: string;
}

/**
 * Gives a told take its words, once. They were paid for, so no limit refuses them. The chapter shows the take from
 * now on, unless the writer has chosen one meanwhile. A take without a word is not shown.
 */
export async function settleTake(
  transaction: Transaction<Tables>,
  take: TakeRow,
  told: Told,
): Promise<void> {
  const { account_id, chapter_id, id } = take;
  const text = take.text + told.text;
  const state = told.text === '' ? 'empty' : told.state;
  // Later changes of this account wait, here and on other servers.
  await holdAccount(transaction, account_id, 0, Infinity);
  const settled = await transaction
    .updateTable('takes')
    .set({ state, text, words: wordCount(text) })
    .where('account_id', '=', account_id)
    .where('chapter_id', '=', chapter_id)
    .where('id', '=', id)
    .where('state', '=', 'streaming')
    .returning('id')
    .executeTakeFirst();
  if (!settled || state === 'empty') return;
  await transaction
    .updateTable('chapters')
    .set({ chosen_take_id: id, revision: id })
    .where('account_id', '=', account_id)
    .where('id', '=', chapter_id)
    .where('revision', '=', take.based_on)
    .execute();
  await growStoryOf(transaction, take, Buffer.byteLength(told.text));
}
