import { webPlatform } from '@holdfast/core/parts';
import type { Transaction } from 'kysely';
import { Portrait, type PortraitList, type PortraitLook } from '../../contract/portrait.ts';
import { holdAccount } from '../characters/hold-account.ts';
import { CHARACTER_QUOTAS, ROW_BYTES } from '../characters/quotas.ts';
import type { Database, Tables } from '../database/tables.ts';
import type { Picture } from '../generator/generator.ts';
import type { PortraitTable } from './portrait-tables.ts';
import { wholeOrCorrupt } from '../database/whole-or-corrupt.ts';
import { wholeRows } from '../database/whole-rows.ts';

const COLUMNS = ['id', 'character_id', 'look', 'made_at'] as const;

/** All takes of one character, in the order in which they were drawn. */
export async function listPortraits(
  database: Database,
  account: string,
  characterId: string,
): Promise<PortraitList> {
  const rows = await database
    .selectFrom('portraits')
    .select(COLUMNS)
    .where('account_id', '=', account)
    .where('character_id', '=', characterId)
    .orderBy('position')
    .execute();
  const { whole, ...rest } = wholeRows(rows, Portrait, toPortrait);
  return { portraits: whole, ...rest };
}

/** Those of the given portraits that are drawn already. Throws `STORAGE_CORRUPT` when one of them is damaged. */
export async function drawnPortraits(
  database: Pick<Database, 'selectFrom'>,
  account: string,
  ids: readonly string[],
): Promise<readonly Portrait[]> {
  const rows = await database
    .selectFrom('portraits')
    .select(COLUMNS)
    .where('account_id', '=', account)
    .where('id', 'in', ids)
    .orderBy('position')
    .execute();
  return rows.map((row) => wholeOrCorrupt(row, Portrait, toPortrait));
}

/** The picture of a portrait of this account. */
export async function readPicture(
  database: Database,
  account: string,
  id: string,
): Promise<Pick<PortraitTable, 'type' | 'bytes'> | undefined> {
  return database
    .selectFrom('portraits')
    .select(['type', 'bytes'])
    .where('account_id', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Whether the writer deleted the character, so that nothing is drawn for it any more. */
export async function isGone(
  database: Pick<Database, 'selectFrom'>,
  account: string,
  characterId: string,
): Promise<boolean> {
  const row = await database
    .selectFrom('gone_characters')
    .select('id')
    .where('account_id', '=', account)
    .where('id', '=', characterId)
    .executeTakeFirst();
  return row !== undefined;
}

export interface Drawn {
  readonly id: string;
  readonly picture: Picture;
}

/**
 * Keeps a portrait that was just drawn. Returns false when another request has kept it meanwhile: it stays as it is.
 * Throws `ACCOUNT_FULL`.
 */
export async function keepPortrait(
  transaction: Transaction<Tables>,
  account: string,
  about: { readonly characterId: string; readonly look: PortraitLook; readonly cost: number },
  { id, picture }: Drawn,
): Promise<boolean> {
  const bytes = picture.bytes.length + ROW_BYTES;
  // From here on, no other request of this account keeps anything.
  await holdAccount(transaction, account, bytes, CHARACTER_QUOTAS.bytes);
  const [known] = await drawnPortraits(transaction, account, [id]);
  if (known) {
    await holdAccount(transaction, account, -bytes, CHARACTER_QUOTAS.bytes);
    return false;
  }
  await transaction
    .insertInto('portraits')
    .values({
      account_id: account,
      id,
      character_id: about.characterId,
      type: picture.type,
      bytes: picture.bytes,
      look: JSON.stringify(about.look),
      made_at: webPlatform.now(),
      cost: about.cost,
    })
    .execute();
  return true;
}

function toPortrait(
  row: Pick<PortraitTable, 'id' | 'character_id' | 'look' | 'made_at'>,
): Portrait {
  return {
    id: row.id,
    characterId: row.character_id,
    look: JSON.parse(row.look) as PortraitLook,
    madeAt: row.made_at,
  };
}
