import { requireOptionsAlways } from '@holdfast/core/parts';
import type { ThreatState } from './threat-state.ts';
import {
  type BlockedParty,
  type BlockedPlace,
  lastHeard,
  type Party,
  type ThreatStore,
} from './threat-store.ts';

export interface MemoryThreatStoreOptions {
  /** The most parties. For a new one, the store forgets the party with the oldest evidence. @default 10_000 */
  readonly maxParties?: number;
}

/** For tests and for a single server: everything is forgotten with the process. */
export function memoryThreatStore(options: MemoryThreatStoreOptions = {}): ThreatStore {
  requireOptionsAlways('memoryThreatStore', options, {
    maxParties: 'a whole number above 0?',
  });

  const { maxParties = 10_000 } = options;
  const known = new Map<string, { readonly party: Party; readonly state: ThreatState }>();
  return {
    async read(party) {
      return known.get(nameOf(party))?.state;
    },
    async change(party, change) {
      const name = nameOf(party);
      const before = known.get(name)?.state;
      const after = change(before);
      // Deleted first, so that the order is that of the last news.
      known.delete(name);
      known.set(name, { party, state: after });
      const [oldest] = known.keys();
      if (known.size > maxParties && oldest !== undefined) known.delete(oldest);
      return { before, after };
    },
    async blocked(at, limit, after) {
      return [...known.values()]
        .filter((entry): entry is BlockedParty => entry.state.kind === 'blocked')
        .filter(({ state }) => state.until > at)
        .filter((entry) => !after || inOrder(after, placeOf(entry)) < 0)
        .toSorted((one, other) => inOrder(placeOf(one), placeOf(other)))
        .slice(0, limit);
    },
    async prune(before) {
      const old = [...known].filter(([, { state }]) => lastHeard(state) < before);
      for (const [name] of old) known.delete(name);
      return old.length;
    },
  };
}

function placeOf({ party, state }: BlockedParty): BlockedPlace {
  return { ...party, until: state.until };
}

function inOrder(one: BlockedPlace, other: BlockedPlace): number {
  const [left, right] = [nameOf(one), nameOf(other)];
  return other.until - one.until || (left < right ? -1 : Number(left > right));
}

function nameOf({ kind, id }: Party): string {
  return `${kind} ${id}`;
}
