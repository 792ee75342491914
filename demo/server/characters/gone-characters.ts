import { webPlatform } from '@holdfast/core/parts';
import { sql, type Transaction } from 'kysely';
import { columnWords } from '../database/column-words.ts';
import type { Database, Tables } from '../database/tables.ts';
import { holdAccount } from './hold-account.ts';
import { bytesOf, CHARACTER_QUOTAS, ROW_BYTES } from './quotas.ts';

/** How many names of deleted characters the list contains. */
const TOLD_NAMES = 500;

/**
 * Deletes a character with its notes and portraits, and keeps its name for the stories that tell of it. Deleting a
 * character that is not there changes nothing.
 */
export async function deleteCharacter(
  transaction: Transaction<Tables>,
  account: string,
  id: string,
): Promise<void> {
  const stored = await transaction
    .selectFrom('characters')
    .select(['name', 'role', 'traits', 'backstory'])
    .where('account_id', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!stored) return;
  const { name, role, traits, backstory } = stored;
  const freed =
    bytesOf(name, role, traits, backstory) +
    (await bytesIn(transaction, 'notes', textBytes(transaction), account, id)) +
    (await bytesIn(transaction, 'portraits', 'length(bytes)', account, id)) -
    bytesOf(name);
  await holdAccount(transaction, account, -freed, CHARACTER_QUOTAS.bytes);
  for (const table of ['portraits', 'characters'] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one connection does one thing at a time
    await transaction
      .deleteFrom(table)
      .where('account_id', '=', account)
      .where(table === 'portraits' ? 'character_id' : 'id', '=', id)
      .execute();
  }
  await transaction
    .insertInto('gone_characters')
    .values({ account_id: account, id, name, gone_at: webPlatform.now() })
    .execute();
}

/** The deleted characters of an account, the latest first. */
export function listGone(
  database: Pick<Database, 'selectFrom'>,
  account: string,
): Promise<{ id: string; name: string }[]> {
  return database
    .selectFrom('gone_characters')
    .select(['id', 'name'])
    .where('account_id', '=', account)
    .orderBy('gone_at', 'desc')
    .limit(TOLD_NAMES)
    .execute();
}

/**
 * A writer may save a deleted character again: then it is there, and no longer gone. Returns the bytes that the name
 * took.
 */
export async function forgetGone(
  transaction: Transaction<Tables>,
  account: string,
  id: string,
): Promise<number> {
  const gone = await transaction
    .deleteFrom('gone_characters')
    .where('account_id', '=', account)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst();
  return gone ? bytesOf(gone.name) : 0;
}

const textBytes = (transaction: Transaction<Tables>): string =>
  columnWords(transaction as never).bytesOf('text');

/** What the rows of a character count against its account. */
async function bytesIn(
  transaction: Transaction<Tables>,
  table: 'notes' | 'portraits',
  bytes: string,
  account: string,
  characterId: string,
): Promise<number> {
  const { rows } = await sql<{ readonly sum: number | string | null }>`
    select sum(${sql.lit(ROW_BYTES)} + ${sql.raw(bytes)}) as sum from ${sql.table(table)}
    where account_id = ${account} and character_id = ${characterId}
  `.execute(transaction);
  return Number(rows[0]?.sum ?? 0);
}
