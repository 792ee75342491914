import { SHARDS } from './lane.ts';
import type { LeaseRequest, Leases } from './relay-store.ts';

interface Shard {
  readonly shard: number;
  relay: string;
  epoch: number;
  until: number;
}

/** The leases of relays that share the memory of one process. */
export interface MemoryLeases {
  /** `taken` are the shards that the relay did not have before. */
  lease(request: LeaseRequest): Leases & { readonly taken: ReadonlySet<number> };
  release(relay: string): void;
  /** The epochs of those shards that belong to a relay. */
  epochs(relay: string, shards: readonly number[]): ReadonlyMap<number, number>;
}

const free = (one: Shard): void => void Object.assign(one, { relay: '', until: 0 });

export function createMemoryLeases(now: () => number): MemoryLeases {
  const members = new Map<string, number>();
  const all = Array.from({ length: SHARDS }, (_, shard): Shard => {
    return { shard, relay: '', epoch: 0, until: 0 };
  });
  const heldBy = (relay: string): readonly Shard[] => all.filter((one) => one.relay === relay);
  return {
    lease({ relay, leaseMs, giveBack = [] }) {
      const at = now();
      members.set(relay, at + leaseMs);
      for (const [member, until] of members) if (until < at) members.delete(member);
      for (const one of heldBy(relay)) {
        if (giveBack.includes(one.shard)) free(one);
        else one.until = at + leaseMs;
      }
      const missing = Math.ceil(SHARDS / members.size) - heldBy(relay).length;
      const taken = all
        .filter((one) => one.relay === '' || one.until < at)
        .slice(0, Math.max(0, missing));
      const epoch = Math.max(...all.map((one) => one.epoch)) + 1;
      for (const one of taken) Object.assign(one, { relay, epoch, until: at + leaseMs });
      return {
        held: heldBy(relay).map((one) => ({ shard: one.shard, epoch: one.epoch })),
        surplus: Math.max(0, -missing),
        taken: new Set(taken.map(({ shard }) => shard)),
      };
    },
    release(relay) {
      members.delete(relay);
      for (const one of heldBy(relay)) free(one);
    },
    epochs: (relay, shards) =>
      new Map(
        heldBy(relay)
          .filter(({ shard }) => shards.includes(shard))
          .map(({ shard, epoch }) => [shard, epoch]),
      ),
  };
}
