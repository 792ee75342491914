import { DatabaseSync } from 'node:sqlite';

export interface CharacterRow {
  readonly id: string;
  readonly account: string;
  readonly name: string;
}

export interface NoteRow {
  readonly id: string;
  readonly account: string;
  readonly character: string;
  readonly text: string;
}

export interface TakeRow {
  readonly id: string;
  readonly origin: string;
  readonly state: string;
  readonly text: string;
  /** Whether the story shows this take. */
  readonly isChosen: boolean;
}

export interface ReceiptRow {
  readonly id: string;
  readonly state: string;
  readonly reserved: number;
  readonly spent: number;
}

/** Reads the data of the server from its database, past every layer that could hide a fault. */
export interface DatabaseReader {
  /** The names of all accounts. */
  accounts(): readonly string[];
  /** The characters of all accounts, in order of creation. */
  characters(): readonly CharacterRow[];
  /** The notes of all accounts, in order of arrival. */
  notes(): readonly NoteRow[];
  /** The ids of the portraits of all accounts, in the order in which they were drawn. */
  portraits(): readonly string[];
  /** The texts of the notes on one character, in order of arrival. */
  textsOn(character: string): readonly string[];
  /** The takes of all stories, in the order in which they came. */
  takes(): readonly TakeRow[];
  /** What all generations cost, in micro-units. */
  receipts(): readonly ReceiptRow[];
  /** The idempotency keys whose answers the server keeps. */
  answeredKeys(): readonly string[];
}

export function createDatabaseReader(file: string): DatabaseReader {
  const rows = (query: string): unknown => {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
    try {
      return database.prepare(query).all();
    } finally {
      database.close();
    }
  };
  const texts = (query: string): readonly string[] =>
    (rows(query) as Record<string, string>[]).flatMap((row) => Object.values(row));
  const notes = (): readonly NoteRow[] =>
    rows(`
      select notes.id, accounts.name as account, characters.name as character, text
      from notes
      join characters on characters.id = character_id and characters.account_id = notes.account_id
      join accounts on accounts.id = notes.account_id
      order by notes.position
    `) as NoteRow[];
  return {
    accounts: () => texts('select name from accounts'),
    characters: () =>
      rows(`
        select characters.id, accounts.name as account, characters.name
        from characters join accounts on accounts.id = account_id order by position
      `) as CharacterRow[],
    notes,
    textsOn: (name) =>
      notes()
        .filter(({ character }) => character === name)
        .map(({ text }) => text),
    takes: () =>
      (
        rows(`
          select takes.id, origin, state, text, chosen_take_id as chosen
          from takes
          join chapters on chapters.id = chapter_id and chapters.account_id = takes.account_id
          order by takes.position
        `) as (Omit<TakeRow, 'isChosen'> & { readonly chosen: string | null })[]
      ).map(({ chosen, ...take }) => ({ ...take, isChosen: chosen === take.id })),
    receipts: () =>
      rows(`
        select id, state, reserved_micros as reserved, spent_micros as spent
        from receipts order by position
      `) as ReceiptRow[],
    portraits: () => texts('select id from portraits order by position'),
    answeredKeys: () => texts('select key from holdfast_idempotency'),
  };
}
