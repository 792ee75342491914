import type { ThreatState } from './threat-state.ts';

/**
 * Whom something can count against.
 *
 * - `address`: where requests come from.
 * - `elsewhere`: the same address, for requests that a stranger's page or link may have caused. A block of it
 *   refuses only such requests.
 * - `user`: whose session a request carries.
 * - `sign-in`: the name somebody tries to sign in with. It is only slowed down, and never blocked: whoever tries
 *   a name need not be its owner.
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

/** What those who read telemetry know of. */
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

/** Where a block stands in the list of all. */
export interface BlockedPlace extends Party {
  readonly until: number;
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
  /**
   * Everybody whose block ends after this time, those that end last first, and at one time by kind and id; at
   * most `limit`. `after` is the last one of an earlier page.
   */
  blocked(at: number, limit: number, after?: BlockedPlace): Promise<readonly BlockedParty[]>;
  /** Forgets parties of whom nothing was heard since this time, and says how many. */
  prune(before: number): Promise<number>;
}

/** When a state last had something to say: what `prune` goes by. */
export function lastHeard(state: ThreatState): number {
  return state.kind === 'blocked' ? state.until : state.at;
}
