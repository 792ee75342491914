import { beginsLater, type ThreatState } from './threat-state.ts';
import type { Party } from './threat-store.ts';

/**
 * Converts a stored state to the clock of this server. When a block begins later by that clock, it begins when this
 * server first sees it, and lasts for its full length. The stored state does not change: of two servers whose clocks
 * disagree, neither can tell which one is wrong.
 */
export type SeenBlocks = (party: Party, state: ThreatState | undefined) => ThreatState | undefined;

interface Sight {
  /** The block that was seen, so that the next block of the party counts as a new one. */
  readonly since: number;
  readonly at: number;
}

const MOST_KEPT = 10_000;

export function createSeenBlocks(clock: () => number): SeenBlocks {
  const sights = new Map<string, Sight>();
  return (party, state) => {
    if (state?.kind !== 'blocked') return state;
    const name = `${party.kind} ${party.id}`;
    const known = sights.get(name);
    const isKnown = known?.since === state.since;
    if (!isKnown && !beginsLater(state, clock())) return state;
    const sight = isKnown ? known : { since: state.since, at: clock() };
    sights.delete(name);
    sights.set(name, sight);
    const [oldest] = sights.keys();
    if (sights.size > MOST_KEPT && oldest !== undefined) sights.delete(oldest);
    const until = sight.at + (state.until - state.since);
    return { ...state, since: sight.at, until, struckAt: until };
  };
}
