import type { ThreatState } from './threat-state.ts';

/**
 * A party against which evidence can count.
 *
 * - `address`: where requests come from.
 * - `elsewhere`: the same address, for requests that a stranger's page or link may have caused. A block of it
 *   refuses only such requests.
 * - `user`: the user of the request's session.
 * - `sign-in`: the name in an attempt to sign in. It is only slowed down, and never blocked, because a client that
 *   tries a name need not be its owner.
 * - `sign-in-from`: a name together with the address or the known device that tries it.
 */
export type PartyKind = 'address' | 'elsewhere' | 'user' | 'sign-in' | 'sign-in-from';

export const PARTY_KINDS: readonly PartyKind[] = [
  'address',
  'elsewhere',
  'user',
  'sign-in',
  'sign-in-from',
];

/** The kinds of parties that telemetry names. */
export const TOLD_AS = {
  address: 'address',
  elsewhere: 'address',
  user: 'user',
  'sign-in': 'sign-in',
  'sign-in-from': 'sign-in',
} as const;

export interface Party {
  readonly kind: PartyKind;
  readonly id: string;
}

export interface BlockedParty {
  readonly party: Party;
  readonly state: Extract<ThreatState, { readonly kind: 'blocked' }>;
}

/** The place of a block in the list. */
export interface BlockedPlace extends Party {
  readonly until: number;
}

export interface Change {
  readonly before: ThreatState | undefined;
  readonly after: ThreatState;
}

/** Keeps the evidence against each party, for every server that shares the store. */
export interface ThreatStore {
  read(party: Party): Promise<ThreatState | undefined>;
  /**
   * Replaces the state of a party by the result of `change`. Two changes at once, of any server, come one after the
   * other, so neither is lost. The store may call `change` more than once.
   */
  change(party: Party, change: (state: ThreatState | undefined) => ThreatState): Promise<Change>;
  /**
   * The parties whose block ends after this time, at most `limit`. The blocks that end last come first. Blocks that
   * end at one time are in the order of kind and id. `after` is the last one of an earlier page.
   */
  blocked(at: number, limit: number, after?: BlockedPlace): Promise<readonly BlockedParty[]>;
  /** Forgets parties without new evidence since this time, and gives their number. */
  prune(before: number): Promise<number>;
}

/** When a state last had something to say: what `prune` goes by. */
export function lastHeard(state: ThreatState): number {
  return state.kind === 'blocked' ? state.until : state.at;
}
