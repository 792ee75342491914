import type { StoredSecret } from '@holdfast/server/credentials';
import type { Generated, Kysely } from 'kysely';

export interface AccountTable {
  readonly id: string;
  readonly name: string;
  /** The name as it is compared, so that all spellings of it are one account; see `nameKey`. */
  readonly name_key: string;
  readonly password: StoredSecret;
  readonly created_at: number;
  /** The bytes of its characters and notes. */
  readonly bytes: Generated<number>;
}

export interface SessionTable {
  /** SHA-256 of the token; the token itself is only in the cookie. */
  readonly token_hash: string;
  readonly account_id: string;
  readonly created_at: number;
  readonly expires_at: number;
}

/** Clients mint its ids, so they are unique only within an account. */
export interface CharacterTable {
  readonly position: Generated<number>;
  readonly account_id: string;
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly temperament: string;
  /** JSON array of strings. */
  readonly traits: string;
  readonly backstory: string;
  /** Names this state; the client that made it chose the name. */
  readonly revision: string;
  readonly saved_at: number;
}

export interface NoteTable {
  readonly position: Generated<number>;
  readonly id: string;
  readonly account_id: string;
  readonly character_id: string;
  readonly text: string;
  readonly written_at: number;
}

/** Secrets that servers on one database share. */
export interface SecretTable {
  readonly name: string;
  readonly value: string;
}

export interface Tables {
  readonly accounts: AccountTable;
  readonly sessions: SessionTable;
  readonly characters: CharacterTable;
  readonly notes: NoteTable;
  readonly secrets: SecretTable;
}

export type Database = Kysely<Tables>;
