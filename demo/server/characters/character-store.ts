import { uuidV7, webPlatform } from '@holdfast/core/parts';
import { accountFull } from '@holdfast/server/quotas';
import type { Transaction } from 'kysely';
import {
  Character,
  type CharacterPage,
  type CharacterSave,
  type CharacterSaved,
  Note,
} from '../../contract/character.ts';
import type { PortraitLook } from '../../contract/portrait.ts';
import type { CharacterTable, Database, Tables } from '../database/tables.ts';
import { bytesOfContent, saysTheSame } from './character-content.ts';
import { countRows } from './count-rows.ts';
import { forgetGone, listGone } from './gone-characters.ts';
import { holdAccount } from './hold-account.ts';
import { latestNotes, toNote, type LatestNotes } from './note-store.ts';
import { pageOf, type PageRequest } from './pages.ts';
import type { Precondition } from './precondition.ts';
import { CHARACTER_QUOTAS, type CharacterQuotas } from './quotas.ts';
import { saveIf } from './save-if.ts';
import { wholeOrCorrupt } from '../database/whole-or-corrupt.ts';
import { wholeRows } from '../database/whole-rows.ts';

/** A page of characters in order of creation, each with its latest notes in order of arrival. */
export async function listCharacters(
  database: Database,
  account: string,
  { after = 0, limit }: PageRequest,
): Promise<CharacterPage> {
  const found = await database
    .selectFrom('characters')
    .selectAll()
    .where('account_id', '=', account)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit + 1)
    .execute();
  const { rows, ...next } = pageOf(found, limit);
  const ids = rows.map(({ id }) => id);
  const notes = await latestNotes(database, account, ids);
  const read = wholeRows(rows, Character, (row) => toCharacter(row, notes.get(row.id)));
  const { whole: characters, ...rest } = read;
  const list: CharacterPage = { characters, ...rest, ...next };
  if (next.next !== undefined) return list;
  const gone = await listGone(database, account);
  return gone.length > 0 ? { ...list, gone } : list;
}

/**
 * One character of an account; `undefined` when the account has no such character. Throws `STORAGE_CORRUPT` for a
 * damaged one.
 */
export async function readCharacter(
  database: Reader,
  account: string,
  id: string,
): Promise<Character | undefined> {
  const row = await rowOf(database, account, id);
  if (!row) return undefined;
  const notes = (await latestNotes(database, account, [id])).get(id);
  return wholeOrCorrupt(row, Character, () => toCharacter(row, notes));
}

/**
 * Makes a character or replaces the stored one, if the precondition allows; its notes stay. A save that equals
 * the stored character replaces nothing. `undefined` when another state is stored. Throws `ACCOUNT_FULL`.
 */
export async function saveCharacter(
  transaction: Transaction<Tables>,
  account: string,
  {
    id,
    traits,
    look,
    portraitId,
    revision = uuidV7(webPlatform),
    ...draft
  }: Omit<CharacterSave, 'basedOn'>,
  precondition: Precondition,
  quotas: CharacterQuotas = CHARACTER_QUOTAS,
): Promise<CharacterSaved | undefined> {
  const content = {
    ...draft,
    traits: JSON.stringify(traits),
    // A save from before there were portraits leaves both as they are.
    ...(look !== undefined && { look: look && JSON.stringify(look) }),
    ...(portraitId !== undefined && { portrait_id: portraitId }),
  };
  const columns = { ...content, revision, saved_at: webPlatform.now() };
  return saveIf(id, await rowOf(transaction, account, id), precondition, {
    isSame: (stored) => saysTheSame(stored, content),
    async write(stored) {
      const fewerBytes = stored
        ? bytesOfContent(stored)
        : await forgetGone(transaction, account, id);
      const moreBytes = bytesOfContent(content) - fewerBytes;
      await holdAccount(transaction, account, moreBytes, quotas.bytes);
      if (!stored) {
        const characters = await countRows(transaction, 'characters', { account_id: account });
        const limit = quotas.characters;
        if (characters >= limit) throw accountFull({ what: 'characters', limit });
      }
      return stored
        ? transaction
            .updateTable('characters')
            .set(columns)
            .where('account_id', '=', account)
            .where('id', '=', id)
            // Another server may have saved since this transaction looked.
            .where('revision', '=', stored.revision)
            .returning(['revision', 'saved_at'])
            .executeTakeFirst()
        : transaction
            .insertInto('characters')
            .values({ account_id: account, id, look: null, portrait_id: null, ...columns })
            .onConflict((conflict) => conflict.columns(['account_id', 'id']).doNothing())
            .returning(['revision', 'saved_at'])
            .executeTakeFirst();
    },
  });
}

type Reader = Pick<Database, 'selectFrom'>;
type CharacterRow = Omit<CharacterTable, 'position'>;

function rowOf(database: Reader, account: string, id: string): Promise<CharacterRow | undefined> {
  return database
    .selectFrom('characters')
    .selectAll()
    .where('account_id', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
}

function toCharacter(
  row: CharacterRow,
  { notes, total }: LatestNotes = { notes: [], total: 0 },
): Character {
  // One damaged note takes no character away. It counts as not carried, so that the writer can ask for all notes, and
  // that answer tells of it.
  const { whole } = wholeRows(notes, Note, toNote);
  const earlierNotes = total - whole.length;
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    temperament: row.temperament as Character['temperament'],
    traits: JSON.parse(row.traits) as string[],
    backstory: row.backstory,
    look: row.look === null ? null : (JSON.parse(row.look) as PortraitLook),
    portraitId: row.portrait_id,
    revision: row.revision,
    notes: whole,
    ...(earlierNotes > 0 && { earlierNotes }),
    savedAt: row.saved_at,
  };
}
