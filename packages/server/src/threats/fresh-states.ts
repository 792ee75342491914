import type { Platform } from '@holdfast/core/parts';
import type { SeenBlocks } from './seen-blocks.ts';
import type { ThreatState } from './threat-state.ts';
import type { Party, ThreatStore } from './threat-store.ts';

export interface FreshStatesOptions {
  readonly store: Pick<ThreatStore, 'read'>;
  readonly freshMs: number;
  readonly platform: Pick<Platform, 'monotonic'>;
  /** Converts a stored state to the clock of this server. @default the state itself */
  readonly seen?: SeenBlocks;
  /** Receives the error when a party could not be read. */
  readonly onFailure: (error: unknown) => void;
}

/** The states of parties. It asks the store again only when a state may be out of date. */
export interface FreshStates {
  /** Never rejects: when the store does not answer, the last known state counts. */
  read(party: Party): Promise<ThreatState | undefined>;
  /** Takes in what this server has just learned itself. */
  learn(party: Party, state: ThreatState | undefined): void;
}

// Enough for all parties of a few seconds. The store is asked again about the others.
const MOST_KEPT = 10_000;

export function createFreshStates({
  store,
  freshMs,
  platform,
  seen = (_, state) => state,
  onFailure,
}: FreshStatesOptions): FreshStates {
  const known = new Map<string, { readonly state: ThreatState | undefined; readonly at: number }>();
  const keep = (name: string, state: ThreatState | undefined): void => {
    known.delete(name);
    known.set(name, { state, at: platform.monotonic() });
    const [oldest] = known.keys();
    if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest);
  };
  return {
    async read(party) {
      const name = `${party.kind} ${party.id}`;
      const last = known.get(name);
      if (last && platform.monotonic() - last.at < freshMs) return last.state;
      try {
        const state = seen(party, await store.read(party));
        keep(name, state);
        return state;
      } catch (error) {
        onFailure(error);
        // It asks again no sooner than after an answer, so that a store in trouble gets no more work.
        keep(name, last?.state);
        return last?.state;
      }
    },
    learn(party, state) {
      keep(`${party.kind} ${party.id}`, state);
    },
  };
}
