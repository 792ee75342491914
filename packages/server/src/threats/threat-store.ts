import type { ThreatState } from './threat-state.ts';

/**
 * Whom something can count against: where requests come from, whose session they carry, or the name
 * somebody tries to sign in with. Whoever tries a name need not be its owner, so that only stops signing
 * in, and never what its owner does elsewhere.
 */
export type PartyKind = 'address' | 'user' | 'sign-in';

export interface Party {
  readonly kind: PartyKind;
  readonly id: string;
}

export interface BlockedParty {
  readonly party: Party;
  readonly state: Extract<ThreatState, { readonly kind: 'blocked' }>;
}

export interface Change {
  readonly before: ThreatState | undefined;
  readonly after: ThreatState;
}

/** Remembers what counts against whom, for every server that shares it. */
export interface ThreatStore {
  read(party: Party): Promise<ThreatState | undefined>;
  /**
   * Replaces what is known of a party by what `change` makes of it. Two changes at once, of whatever
   * servers, come one after the other, so neither is lost; `change` may be called more than once.
   */
  change(party: Party, change: (state: ThreatState | undefined) => ThreatState): Promise<Change>;
  /** Everybody whose block ends after this time, those that end last first; at most `limit`. */
  blocked(at: number, limit: number): Promise<readonly BlockedParty[]>;
  /** Forgets parties of whom nothing was heard since this time, and says how many. */
  prune(before: number): Promise<number>;
}

/** When a state last had something to say: what `prune` goes by. */
export function lastHeard(state: ThreatState): number {
  return state.kind === 'blocked' ? state.until : state.at;
}
