import type { Generated } from 'kysely';

/** Clients mint its ids, so they are unique only within an account. */
export interface RelationshipTable {
  readonly position: Generated<number>;
  readonly account_id: string;
  readonly id: string;
  /** `characters` or `stories`. */
  readonly between: string;
  readonly from_id: string;
  readonly to_id: string;
  readonly kind: string;
  readonly weight: number;
  readonly note: string;
  /** Names this state; the client that made it chose the name. */
  readonly revision: string;
  readonly saved_at: number;
}
