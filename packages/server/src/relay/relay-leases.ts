import type { Platform } from '@holdfast/core/parts';
import type { RelayStore } from './relay-store.ts';

export interface HeldShards {
  /** Whether the lease still holds, by the time of this process alone. */
  holds(): boolean;
  /** The shards to claim from. */
  usable(): readonly number[];
  /** Renews the lease. Rejects when the store does. */
  renew(): Promise<void>;
  /** Takes every shard anew with the next renewal, so that events that this relay has lost track of wait again. */
  forget(): void;
  release(): Promise<void>;
  count(): number;
}

export interface HeldShardsOptions {
  readonly store: Pick<RelayStore<never>, 'lease' | 'release'>;
  readonly relay: string;
  readonly leaseMs: number;
  /** Whether this relay is sending an event of this shard, or a claim is under way. */
  readonly isBusy: (shard: number) => boolean;
  readonly platform: Pick<Platform, 'monotonic'>;
}

/** The shards that belong to this relay. */
export function createHeldShards({
  store,
  relay,
  leaseMs,
  isBusy,
  platform,
}: HeldShardsOptions): HeldShards {
  let held: readonly number[] = [];
  let yielding: ReadonlySet<number> = new Set();
  let validUntil = Number.NEGATIVE_INFINITY;
  let isForgotten = false;
  return {
    holds: () => platform.monotonic() < validUntil,
    usable: () => (isForgotten ? [] : held.filter((shard) => !yielding.has(shard))),
    count: () => held.length,
    async renew() {
      // The lease began no earlier than this time, however late the store wrote it.
      const begunAt = platform.monotonic();
      const isIdle = !held.some(isBusy);
      const anew = isForgotten && isIdle;
      const giveBack = anew ? held : [...yielding].filter((shard) => !isBusy(shard));
      const leases = await store.lease({ relay, leaseMs, giveBack });
      if (anew) isForgotten = false;
      held = leases.held.map(({ shard }) => shard);
      yielding = new Set(held.slice(0, leases.surplus));
      validUntil = begunAt + leaseMs;
    },
    forget() {
      isForgotten = true;
    },
    async release() {
      validUntil = Number.NEGATIVE_INFINITY;
      held = [];
      await store.release(relay);
    },
  };
}
