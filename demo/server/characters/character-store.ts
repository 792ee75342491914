import { uuidV7, webPlatform } from '@holdfast/core';
import type { Transaction } from 'kysely';
import type { Character, CharacterDraft, Note } from '../../contract/character.ts';
import type { CharacterTable, Database, NoteTable, Tables } from '../database/tables.ts';

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

/** Makes a character or replaces what is known of it; its notes stay. */
export async function saveCharacter(
  transaction: Transaction<Tables>,
  account: string,
  { id, traits, ...draft }: CharacterDraft,
): Promise<Character> {
  const columns = { ...draft, traits: JSON.stringify(traits), saved_at: webPlatform.now() };
  const row = await transaction
    .insertInto('characters')
    .values({ account_id: account, id, ...columns })
    .onConflict((conflict) => conflict.columns(['account_id', 'id']).doUpdateSet(columns))
    .returningAll()
    .executeTakeFirstOrThrow();
  const notes = await transaction
    .selectFrom('notes')
    .selectAll()
    .where('account_id', '=', account)
    .where('character_id', '=', id)
    .orderBy('position')
    .execute();
  return toCharacter(row, notes);
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

type CharacterRow = Omit<CharacterTable, 'position'>;
type NoteRow = Omit<NoteTable, 'position'>;

function toCharacter(row: CharacterRow, notes: readonly NoteRow[]): Character {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    temperament: row.temperament as Character['temperament'],
    traits: JSON.parse(row.traits) as string[],
    backstory: row.backstory,
    notes: notes.map(toNote),
    savedAt: row.saved_at,
  };
}

function toNote({ id, text, written_at }: NoteRow): Note {
  return { id, text, writtenAt: written_at };
}
