import type { SeenBlocks } from './seen-blocks.ts';
import type { ThreatRules } from './threat-rules.ts';
import { nextThreatState, type ThreatEvent } from './threat-state.ts';
import type { Change, Party, ThreatStore } from './threat-store.ts';

export interface StateChangesOptions {
  readonly store: Pick<ThreatStore, 'change'>;
  readonly rules: ThreatRules;
  readonly seen: SeenBlocks;
}

/** Adds an event to a party's state. Returns the state before and after, by the clock of this server. */
export type StateChanges = (party: Party, event: ThreatEvent) => Promise<Change>;

export function createStateChanges({ store, rules, seen }: StateChangesOptions): StateChanges {
  return async (party, event) => {
    let change: Change | undefined;
    const stored = await store.change(party, (state) => {
      const before = seen(party, state);
      const after = nextThreatState(before, event, rules);
      change = { before, after };
      // A block that continues is stored as the blocking server made it.
      return after === before && state ? state : after;
    });
    return change ?? stored;
  };
}
