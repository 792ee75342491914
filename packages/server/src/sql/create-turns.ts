import { Failure } from '@holdfast/core';
import type { Platform } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';

export interface TurnsOptions {
  /** How many callers have a turn at once. */
  readonly places: number;
  /** How long a caller waits for its turn. */
  readonly timeoutMs: number;
  /** How many callers may wait at once. */
  readonly maxWaiting: number;
  readonly platform: Pick<Platform, 'schedule'>;
}

export interface Turns {
  /** Resolves when it is the caller's turn. Rejects with `RESOURCE_EXHAUSTED`: at once when too many wait. */
  take(): Promise<void>;
  /** Ends a turn and gives it to the next caller. */
  leave(): void;
  /** Lets others have their turns during a pause, then waits for a turn again, without a limit. Never rejects. */
  stepAside(pause: () => Promise<void>): Promise<void>;
}

/** Gives callers a scarce resource, such as a connection, in the order of their calls. */
export function createTurns({ places, timeoutMs, maxWaiting, platform }: TurnsOptions): Turns {
  const waiting = new Set<() => void>();
  let taken = 0;
  const leave = (): void => {
    const [next] = waiting;
    if (!next) {
      taken -= 1;
      return;
    }
    waiting.delete(next);
    next();
  };
  return {
    async take() {
      if (taken < places) {
        taken += 1;
        return;
      }
      if (waiting.size >= maxWaiting) throw new Failure(catalogue.RESOURCE_EXHAUSTED);
      await new Promise<void>((resolve, reject) => {
        const cancel = platform.schedule(timeoutMs, () => {
          waiting.delete(go);
          reject(new Failure(catalogue.RESOURCE_EXHAUSTED));
        });
        const go = (): void => {
          cancel();
          resolve();
        };
        waiting.add(go);
      });
    },
    leave,
    async stepAside(pause) {
      leave();
      await pause();
      if (taken < places) taken += 1;
      else await new Promise<void>((resolve) => waiting.add(resolve));
    },
  };
}
