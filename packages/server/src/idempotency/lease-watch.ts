import type { Platform } from '@holdfast/core/parts';
import type { Claim } from './claim-state.ts';

/**
 * Judges the lease of a claim by elapsed time where this process can, because the wall clock may jump in both
 * directions. So the lease of an effect that runs in this process does not end early. A claim that this process has
 * seen for the length of a lease does not hold for longer.
 */
export interface LeaseWatch {
  /** The time at which to judge the claim, given the time of the clock that its lease is written by. */
  judgedAt(name: string, claim: Claim | undefined, now: number): number;
  /** From now until the returned function is called, the effect of this name runs in this process. */
  begin(name: string): () => void;
}

const MOST_SEEN = 1000;

export function createLeaseWatch(
  leaseMs: number,
  platform: Pick<Platform, 'monotonic'>,
): LeaseWatch {
  const running = new Map<string, number>();
  const seen = new Map<string, { readonly leaseUntil: number; readonly since: number }>();

  return {
    judgedAt(name, claim, now) {
      if (!claim) {
        seen.delete(name);
        return now;
      }
      const { leaseUntil } = claim;
      const endsIn = (running.get(name) ?? 0) - platform.monotonic();
      if (endsIn > 0 && leaseUntil > 0) return Math.min(now, leaseUntil - endsIn);
      let sight = seen.get(name);
      if (sight?.leaseUntil !== leaseUntil) {
        const [oldest] = seen.keys();
        if (oldest !== undefined && seen.size >= MOST_SEEN) seen.delete(oldest);
        sight = { leaseUntil, since: platform.monotonic() };
        seen.set(name, sight);
      }
      const isOver = platform.monotonic() - sight.since >= leaseMs;
      return isOver ? Math.max(now, leaseUntil) : now;
    },
    begin(name) {
      const until = platform.monotonic() + leaseMs;
      running.set(name, until);
      return () => {
        if (running.get(name) === until) running.delete(name);
      };
    },
  };
}
