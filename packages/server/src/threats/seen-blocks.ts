import { beginsLater, type ThreatState } from './threat-state.ts';
import type { Party } from './threat-store.ts';

/**
 * What this server makes of a stored state by its own clock. A block that begins later by that clock begins when
 * this server first sees it, and lasts as long as it was made for. What is stored stays: of two servers
 * whose clocks disagree, neither can tell which one is wrong.
 */
export type SeenBlocks = (party: Party, state: ThreatState | undefined) => ThreatState | undefined;

interface Sight {
  /** The block it was, so that the next block of the party is another sight. */
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
