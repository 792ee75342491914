import type { StoredSecret } from '@holdfast/server/credentials';
import type { ColumnType, Generated, Kysely } from 'kysely';
import type { PortraitTables } from '../portraits/portrait-tables.ts';
import type { SpendingTables } from '../spending/spending-tables.ts';
import type { PreferencesTable } from '../preferences/preferences-tables.ts';
import type { RelationshipTable } from '../relationships/relationship-tables.ts';
import type { Role } from '../../contract/session.ts';
import type { StoryTables } from '../stories/story-tables.ts';

export interface AccountTable {
  readonly id: string;
  readonly name: string;
  /** The name as it is compared, so that all spellings of it are one account; see `nameKey`. */
  readonly name_key: string;
  readonly password: StoredSecret;
  readonly created_at: number;
  readonly role: Generated<Role>;
  /** What the screen calls the writer; without it, the name. */
  readonly display_name: string | null;
  /** The bytes of everything that its writer stores. */
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
  /** JSON of what its portraits are drawn from; none for a character from before there were portraits. */
  readonly look: string | null;
  /** The chosen portrait, which may not be drawn yet. */
  readonly portrait_id: string | null;
}

export interface NoteTable {
  readonly position: Generated<number>;
  readonly id: string;
  readonly account_id: string;
  readonly character_id: string;
  readonly text: string;
  readonly written_at: number;
  /** The idempotency key of the request. A note from before it was kept has none. */
  readonly sent_as: ColumnType<string | null, string | null | undefined, never>;
}

/** Secrets that servers on one database share. */
export interface SecretTable {
  readonly name: string;
  readonly value: string;
}

export interface Tables extends PortraitTables, SpendingTables, StoryTables {
  readonly accounts: AccountTable;
  readonly sessions: SessionTable;
  readonly characters: CharacterTable;
  readonly notes: NoteTable;
  readonly secrets: SecretTable;
  readonly relationships: RelationshipTable;
  readonly preferences: PreferencesTable;
}

export type Database = Kysely<Tables>;
