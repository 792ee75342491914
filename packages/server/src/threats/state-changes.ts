import type { SeenBlocks } from './seen-blocks.ts';
import type { ThreatRules } from './threat-rules.ts';
import { nextThreatState, type ThreatEvent } from './threat-state.ts';
import type { Change, Party, ThreatStore } from './threat-store.ts';

export interface StateChangesOptions {
  readonly store: Pick<ThreatStore, 'change'>;
  readonly rules: ThreatRules;
  readonly seen: SeenBlocks;
}

/** Tells a party's state of an event, and gives what it was and is by the clock of this server. */
export type StateChanges = (party: Party, event: ThreatEvent) => Promise<Change>;

export function createStateChanges({ store, rules, seen }: StateChangesOptions): StateChanges {
  return async (party, event) => {
    let change: Change | undefined;
    const stored = await store.change(party, (state) => {
      const before = seen(party, state);
      const after = nextThreatState(before, event, rules);
      change = { before, after };
      // A block that goes on is stored as the server made it that blocked.
      return after === before && state ? state : after;
    });
    return change ?? stored;
  };
}
