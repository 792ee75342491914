import { uuidV7, webPlatform } from '@holdfast/core/parts';
import { accountFull } from '@holdfast/server/quotas';
import { type Selectable, sql, type Transaction } from 'kysely';
import {
  Character,
  type CharacterPage,
  type CharacterSave,
  type CharacterSaved,
  Note,
  type NotePage,
} from '../../contract/character.ts';
import type { PortraitLook } from '../../contract/portrait.ts';
import type { CharacterTable, Database, NoteTable, Tables } from '../database/tables.ts';
import { forgetGone, listGone } from './gone-characters.ts';
import { holdAccount } from './hold-account.ts';
import { pageOf, type PageRequest } from './pages.ts';
import type { Precondition } from './precondition.ts';
import { bytesOf, CHARACTER_QUOTAS, type CharacterQuotas } from './quotas.ts';
import { saveIf } from './save-if.ts';
import { wholeRows } from '../database/whole-rows.ts';

/** How many notes come with a character; earlier ones are a list of their own. */
const CARRIED_NOTES = 20;

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

/** A page of the notes on a character, from the latest back; `undefined` when there is no such character. */
export async function listNotes(
  database: Database,
  account: string,
  characterId: string,
  { after = Number.MAX_SAFE_INTEGER, limit }: PageRequest,
): Promise<NotePage | undefined> {
  if (!(await rowOf(database, account, characterId))) return undefined;
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

/** One character of an account; `undefined` when the account has no such character. */
export async function readCharacter(
  database: Reader,
  account: string,
  id: string,
): Promise<Character | undefined> {
  const row = await rowOf(database, account, id);
  if (!row) return undefined;
  return toCharacter(row, (await latestNotes(database, account, [id])).get(id));
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
        const characters = await countOf(transaction, 'characters', { account_id: account });
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
  const character = await transaction
    .selectFrom('characters')
    .select('id')
    .where('account_id', '=', account)
    .where('id', '=', characterId)
    .executeTakeFirst();
  if (!character) return undefined;
  await holdAccount(transaction, account, bytesOf(text), quotas.bytes);
  const ofCharacter = { account_id: account, character_id: characterId };
  if ((await countOf(transaction, 'notes', ofCharacter)) >= quotas.notesPerCharacter) {
    throw accountFull({ what: 'notes-per-character', limit: quotas.notesPerCharacter });
  }
  if ((await countOf(transaction, 'notes', { account_id: account })) >= quotas.notes) {
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

type Reader = Pick<Database, 'selectFrom'>;
type CharacterRow = Omit<CharacterTable, 'position'>;
type NoteRow = Selectable<Omit<NoteTable, 'position'>>;

function rowOf(database: Reader, account: string, id: string): Promise<CharacterRow | undefined> {
  return database
    .selectFrom('characters')
    .selectAll()
    .where('account_id', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
}

type Content = Pick<CharacterRow, 'name' | 'role' | 'temperament' | 'traits' | 'backstory'> &
  Partial<Pick<CharacterRow, 'look' | 'portrait_id'>>;

function saysTheSame(stored: Content, content: Content): boolean {
  const names = ['name', 'role', 'temperament', 'traits', 'backstory'] as const;
  const since = ['look', 'portrait_id'] as const;
  return (
    names.every((name) => stored[name] === content[name]) &&
    since.every((name) => content[name] === undefined || stored[name] === content[name])
  );
}

/** A look and the id of a portrait have a small and bounded size, which `ROW_BYTES` covers. */
function bytesOfContent({ name, role, traits, backstory }: Content): number {
  return bytesOf(name, role, traits, backstory);
}

async function countOf(
  transaction: Transaction<Tables>,
  table: 'characters' | 'notes',
  where: Partial<Record<'account_id' | 'character_id', string>>,
): Promise<number> {
  const conditions = Object.entries(where).map(
    ([column, value]) => sql`${sql.ref(column)} = ${value}`,
  );
  const { rows } = await sql<{ readonly count: number }>`
    select count(*) as count from ${sql.table(table)} where ${sql.join(conditions, sql` and `)}
  `.execute(transaction);
  return rows[0]?.count ?? 0;
}

interface LatestNotes {
  readonly notes: readonly NoteRow[];
  readonly total: number;
}

/** The latest notes of several characters, each in order of arrival, and how many each has. */
async function latestNotes(
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

function toCharacter(
  row: CharacterRow,
  { notes, total }: LatestNotes = { notes: [], total: 0 },
): Character {
  const earlierNotes = total - notes.length;
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
    // One damaged note takes no character away.
    notes: wholeRows(notes, Note, toNote).whole,
    ...(earlierNotes > 0 && { earlierNotes }),
    savedAt: row.saved_at,
  };
}

function toNote({ id, text, written_at, sent_as }: NoteRow): Note {
  return { id, text, writtenAt: written_at, ...(sent_as !== null && { entry: sent_as }) };
}
