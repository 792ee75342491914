import type { ClaimedEvent } from './relay-store.ts';

/** The claims and batches that this process has under way, for all sinks. */
export interface RelayWork {
  readonly events: ReadonlyMap<string, ClaimedEvent>;
  begin(events: readonly ClaimedEvent[]): void;
  end(events: readonly ClaimedEvent[]): void;
  /** Runs a claim. Its shards are busy meanwhile. */
  claiming<T>(shards: readonly number[], claim: () => Promise<T>): Promise<T>;
  isBusy(shard: number): boolean;
  /** How many batches and claims are under way. */
  underWay(): number;
  /**
   * Runs work while this process sends nothing else. The work begins when the batches under way have ended, and no
   * other batch begins until the work has ended.
   */
  alone(work: () => Promise<void>): Promise<void>;
  /** Whether an event is being sent alone, or waits for its turn. */
  isAlone(): boolean;
}

const nameOf = ({ sink, id }: ClaimedEvent): string => JSON.stringify([sink, id]);

export function createRelayWork(): RelayWork {
  const events = new Map<string, ClaimedEvent>();
  const busy = new Map<number, number>();
  let batches = 0;
  let claims = 0;
  let isAlone = false;
  let whenIdle: (() => void) | undefined;
  const count = (shard: number, by: number): void =>
    void busy.set(shard, (busy.get(shard) ?? 0) + by);
  const tellIdle = (): void => {
    if (batches + claims === 0) whenIdle?.();
  };
  return {
    events,
    begin(started) {
      batches += 1;
      for (const event of started) {
        events.set(nameOf(event), event);
        count(event.shard, 1);
      }
    },
    end(ended) {
      batches -= 1;
      for (const event of ended) {
        events.delete(nameOf(event));
        count(event.shard, -1);
      }
      tellIdle();
    },
    async claiming(shards, claim) {
      claims += 1;
      for (const shard of shards) count(shard, 1);
      try {
        return await claim();
      } finally {
        claims -= 1;
        for (const shard of shards) count(shard, -1);
        tellIdle();
      }
    },
    isBusy: (shard) => (busy.get(shard) ?? 0) > 0,
    underWay: () => batches + claims,
    isAlone: () => isAlone,
    async alone(work) {
      if (isAlone) return;
      isAlone = true;
      try {
        if (batches + claims > 0) await new Promise<void>((resolve) => (whenIdle = resolve));
        whenIdle = undefined;
        await work();
      } finally {
        isAlone = false;
      }
    },
  };
}
