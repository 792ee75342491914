import { createAlarm, type LockPort, type Platform } from '@holdfast/core/parts';
import type { Pulse } from './outbox-store.ts';

export interface TurnOptions<T> {
  readonly lockName: string;
  readonly locks: LockPort;
  readonly platform: Pick<Platform, 'monotonic' | 'schedule'>;
  /** How long to wait for a holder that gives no sign of life. */
  readonly lockWithinMs: number;
  /** The last sign of life of any burst. */
  readonly pulse: () => Promise<Pulse>;
  /** Called when the wait goes on because another context holds the lock. */
  readonly behind?: (() => void) | undefined;
  readonly signal: AbortSignal;
  /** Receives a function to call when the turn is requested again, because the host may have lost the timer. */
  readonly waits: (look: () => void) => void;
  /** Runs under the lock. With `seen`, the last sign of life of a silent holder, it runs without the lock. */
  readonly work: (seen: Pulse | undefined) => Promise<T>;
}

// A live holder gives its first sign of life as soon as it has the lock.
const LOOK_MS = 2_000;
const FIRST_LOOK_MS = 100;

/**
 * Waits in line for the lock, but never without a limit. It goes on without the lock when the host has no locks, or
 * when the holder gives no sign of life (a frozen tab, another script, an engine that never answers). Rejects when the
 * signal is aborted, or with the error of `work`.
 */
export function takeTurn<T>(options: TurnOptions<T>): Promise<T> {
  const { lockName, locks, platform, lockWithinMs, pulse, behind, signal, waits, work } = options;
  return new Promise<T>((resolve, reject) => {
    const line = new AbortController();
    let isOver = false;
    let isLockless = false;
    const alarm = createAlarm(platform, () => void look());
    let seen: Pulse | undefined;
    let seenAt = 0;

    const end = (): void => {
      isOver = true;
      alarm.clear();
      signal.removeEventListener('abort', leave);
    };
    const begin = (mark: Pulse | undefined): Promise<void> => {
      end();
      // Leaves the line, unless the work runs under the lock: then an abort could take the lock away.
      if (mark !== undefined) line.abort();
      return work(mark).then(resolve, reject);
    };
    const fail = (error: unknown): void => {
      if (isOver) return;
      end();
      line.abort();
      reject(error);
    };
    const leave = (): void => fail(signal.reason);
    const look = async (): Promise<void> => {
      const askedAt = platform.monotonic();
      try {
        const now = await pulse();
        if (isOver) return;
        if (now !== seen) {
          seen = now;
          seenAt = askedAt;
        }
        // The work begins at once when no burst is open and the host has no locks; otherwise the holder gets time to
        // begin first.
        const enoughMs = now > 0 ? lockWithinMs : isLockless ? 0 : LOOK_MS;
        if (askedAt - seenAt >= enoughMs) return void begin(now);
        behind?.();
        alarm.set(LOOK_MS);
      } catch (error) {
        fail(error);
      }
    };
    const hold = async (): Promise<unknown> =>
      locks.hold(lockName, async () => (isOver ? undefined : begin(undefined)), line.signal);

    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave);
    hold().catch(() => {
      if (isOver) return;
      isLockless = true;
      alarm.clear();
      void look();
    });
    // The browser grants most locks before that.
    if (!isOver) alarm.set(FIRST_LOOK_MS);
    waits(() => {
      if (!isOver) alarm.set(LOOK_MS);
    });
  });
}
