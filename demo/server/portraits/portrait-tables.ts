import type { Generated } from 'kysely';

/** Clients mint its ids, so they are unique only within an account. A row never changes. */
export interface PortraitTable {
  readonly position: Generated<number>;
  readonly account_id: string;
  readonly id: string;
  /** The character may not be saved yet, so nothing holds the two together. */
  readonly character_id: string;
  /** The media type of the picture. */
  readonly type: string;
  readonly bytes: Uint8Array;
  /** JSON of what it was drawn from. */
  readonly look: string;
  readonly made_at: number;
  /** What it cost, in millionths of a dollar. */
  readonly cost: number;
}

/** A character that its writer deleted. Stories still tell of it by name. */
export interface GoneCharacterTable {
  readonly account_id: string;
  readonly id: string;
  readonly name: string;
  readonly gone_at: number;
}

export interface PortraitTables {
  readonly portraits: PortraitTable;
  readonly gone_characters: GoneCharacterTable;
}
