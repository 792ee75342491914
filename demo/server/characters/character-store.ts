import { uuidV7, webPlatform } from '@holdfast/core';
import type { Transaction } from 'kysely';
import type { Character, CharacterSave, Note } from '../../contract/character.ts';
import type { CharacterTable, Database, NoteTable, Tables } from '../database/tables.ts';
import type { Precondition } from './precondition.ts';

/** All characters of an account in order of creation, each with its notes in order of arrival. */
export async function listCharacters(database: Database, account: string): Promise<Character[]> {
  const characters = await database
    .selectFrom('characters')
    .selectAll()
    .where('account_id', '=', account)
    .orderBy('position')
    .execute();
  const notes = await database
    .selectFrom('notes')
    .selectAll()
    .where('account_id', '=', account)
    .orderBy('position')
    .execute();
  const byCharacter = new Map<string, NoteRow[]>(characters.map(({ id }) => [id, []]));
  for (const note of notes) byCharacter.get(note.character_id)?.push(note);
  return characters.map((row) => toCharacter(row, byCharacter.get(row.id) ?? []));
}

/** One character of an account; `undefined` when the account has no such character. */
export async function readCharacter(
  database: Reader,
  account: string,
  id: string,
): Promise<Character | undefined> {
  const row = await rowOf(database, account, id);
  if (!row) return undefined;
  const notes = await database
    .selectFrom('notes')
    .selectAll()
    .where('account_id', '=', account)
    .where('character_id', '=', id)
    .orderBy('position')
    .execute();
  return toCharacter(row, notes);
}

/**
 * Makes a character or replaces the stored one, if the precondition allows; its notes stay. A save that equals
 * the stored character replaces nothing. `undefined` when another state is stored.
 */
export async function saveCharacter(
  transaction: Transaction<Tables>,
  account: string,
  { id, traits, revision = uuidV7(webPlatform), ...draft }: Omit<CharacterSave, 'basedOn'>,
  precondition: Precondition,
): Promise<Character | undefined> {
  const content = { ...draft, traits: JSON.stringify(traits) };
  const columns = { ...content, revision, saved_at: webPlatform.now() };
  const stored = await rowOf(transaction, account, id);
  if (!precondition(stored?.revision)) {
    const isSame = stored !== undefined && saysTheSame(stored, content);
    return isSame ? readCharacter(transaction, account, id) : undefined;
  }
  const written = stored
    ? await transaction
        .updateTable('characters')
        .set(columns)
        .where('account_id', '=', account)
        .where('id', '=', id)
        // Another server may have saved since this transaction looked.
        .where('revision', '=', stored.revision)
        .returning('id')
        .executeTakeFirst()
    : await transaction
        .insertInto('characters')
        .values({ account_id: account, id, ...columns })
        .onConflict((conflict) => conflict.columns(['account_id', 'id']).doNothing())
        .returning('id')
        .executeTakeFirst();
  return written && readCharacter(transaction, account, id);
}

/** Writes a note about a character of this account; `undefined` when the account has no such character. */
export async function addNote(
  transaction: Transaction<Tables>,
  account: string,
  { characterId, text }: { readonly characterId: string; readonly text: string },
): Promise<Note | undefined> {
  const character = await transaction
    .selectFrom('characters')
    .select('id')
    .where('account_id', '=', account)
    .where('id', '=', characterId)
    .executeTakeFirst();
  if (!character) return undefined;
  const row = await transaction
    .insertInto('notes')
    .values({
      id: uuidV7(webPlatform),
      account_id: account,
      character_id: characterId,
      text,
      written_at: webPlatform.now(),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toNote(row);
}

type Reader = Pick<Database, 'selectFrom'>;
type CharacterRow = Omit<CharacterTable, 'position'>;
type NoteRow = Omit<NoteTable, 'position'>;

function rowOf(database: Reader, account: string, id: string): Promise<CharacterRow | undefined> {
  return database
    .selectFrom('characters')
    .selectAll()
    .where('account_id', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
}

type Content = Pick<CharacterRow, 'name' | 'role' | 'temperament' | 'traits' | 'backstory'>;

function saysTheSame(stored: Content, content: Content): boolean {
  const names = ['name', 'role', 'temperament', 'traits', 'backstory'] as const;
  return names.every((name) => stored[name] === content[name]);
}

function toCharacter(row: CharacterRow, notes: readonly NoteRow[]): Character {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    temperament: row.temperament as Character['temperament'],
    traits: JSON.parse(row.traits) as string[],
    backstory: row.backstory,
    revision: row.revision,
    notes: notes.map(toNote),
    savedAt: row.saved_at,
  };
}

function toNote({ id, text, written_at }: NoteRow): Note {
  return { id, text, writtenAt: written_at };
}
