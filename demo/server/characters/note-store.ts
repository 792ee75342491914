import { uuidV7, webPlatform } from '@holdfast/core/parts';
import { accountFull } from '@holdfast/server/quotas';
import { type Selectable, sql, type Transaction } from 'kysely';
import { Note, type NotePage } from '../../contract/character.ts';
import type { Database, NoteTable, Tables } from '../database/tables.ts';
import { wholeRows } from '../database/whole-rows.ts';
import { countRows } from './count-rows.ts';
import { holdAccount } from './hold-account.ts';
import { pageOf, type PageRequest } from './pages.ts';
import { bytesOf, CHARACTER_QUOTAS, type CharacterQuotas } from './quotas.ts';

/** How many notes come with a character; earlier ones are a list of their own. */
const CARRIED_NOTES = 20;

type Reader = Pick<Database, 'selectFrom'>;
type NoteRow = Selectable<Omit<NoteTable, 'position'>>;

export interface LatestNotes {
  readonly notes: readonly NoteRow[];
  readonly total: number;
}

/** The latest notes of several characters, each in order of arrival, and how many each has. */
export async function latestNotes(
  database: Reader,
  account: string,
  characters: readonly string[],
): Promise<ReadonlyMap<string, LatestNotes>> {
  const latest = new Map<string, { notes: NoteRow[]; total: number }>();
  if (characters.length === 0) return latest;
  const rows = await database
    .selectFrom(({ selectFrom }) =>
      selectFrom('notes')
        .selectAll()
        .select([
          sql<number>`row_number() over (partition by character_id order by position desc)`.as(
            'nth',
          ),
          sql<number>`count(*) over (partition by character_id)`.as('total'),
        ])
        .where('account_id', '=', account)
        .where('character_id', 'in', characters)
        .as('numbered'),
    )
    .selectAll()
    .where('nth', '<=', CARRIED_NOTES)
    .orderBy('position')
    .execute();
  for (const { total, ...note } of rows) {
    const known = latest.get(note.character_id);
    if (known) known.notes.push(note);
    else latest.set(note.character_id, { notes: [note], total });
  }
  return latest;
}

/** A page of the notes on a character, from the latest back; `undefined` when there is no such character. */
export async function listNotes(
  database: Database,
  account: string,
  characterId: string,
  { after = Number.MAX_SAFE_INTEGER, limit }: PageRequest,
): Promise<NotePage | undefined> {
  if (!(await hasCharacter(database, account, characterId))) return undefined;
  const found = await database
    .selectFrom('notes')
    .selectAll()
    .where('account_id', '=', account)
    .where('character_id', '=', characterId)
    .where('position', '<', after)
    .orderBy('position', 'desc')
    .limit(limit + 1)
    .execute();
  const { rows, ...next } = pageOf(found, limit);
  const { whole, ...rest } = wholeRows(rows, Note, toNote);
  return { notes: whole.toReversed(), ...rest, ...next };
}

/**
 * Writes a note about a character of this account; `undefined` when the account has no such character. Throws
 * `ACCOUNT_FULL`.
 */
export async function addNote(
  transaction: Transaction<Tables>,
  account: string,
  {
    characterId,
    text,
    key,
  }: { readonly characterId: string; readonly text: string; readonly key?: string },
  quotas: CharacterQuotas = CHARACTER_QUOTAS,
): Promise<Note | undefined> {
  if (!(await hasCharacter(transaction, account, characterId))) return undefined;
  await holdAccount(transaction, account, bytesOf(text), quotas.bytes);
  const ofCharacter = { account_id: account, character_id: characterId };
  if ((await countRows(transaction, 'notes', ofCharacter)) >= quotas.notesPerCharacter) {
    throw accountFull({ what: 'notes-per-character', limit: quotas.notesPerCharacter });
  }
  if ((await countRows(transaction, 'notes', { account_id: account })) >= quotas.notes) {
    throw accountFull({ what: 'notes', limit: quotas.notes });
  }
  const row = await transaction
    .insertInto('notes')
    .values({
      id: uuidV7(webPlatform),
      account_id: account,
      character_id: characterId,
      text,
      written_at: webPlatform.now(),
      sent_as: key,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toNote(row);
}

async function hasCharacter(database: Reader, account: string, id: string): Promise<boolean> {
  const row = await database
    .selectFrom('characters')
    .select('id')
    .where('account_id', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

export function toNote({ id, text, written_at, sent_as }: NoteRow): Note {
  return { id, text, writtenAt: written_at, ...(sent_as !== null && { entry: sent_as }) };
}
