import { createAlarm, type Platform } from '@holdfast/core/parts';
import type { Burst, BurstEnd } from './burst.ts';
import { fullJitter } from './full-jitter.ts';
import type { OutboxLimits } from './outbox-limits.ts';
import type { Pulse } from './outbox-store.ts';
import { takeTurn, type TurnOptions } from './take-turn.ts';

export interface DrainerOptions extends Omit<
  TurnOptions<BurstEnd>,
  'platform' | 'signal' | 'waits' | 'work'
> {
  readonly platform: Platform;
  readonly limits: Pick<OutboxLimits, 'networkBackoffMs' | 'networkBackoffMaxMs'>;
  /** With `seen`, it runs without the lock. */
  readonly burst: (signal: AbortSignal, seen: Pulse | undefined) => Burst;
  readonly ended: (end: BurstEnd, waitedMs: number) => void;
  /** A burst broke off because of the lock or the database. */
  readonly failed?: ((error: unknown) => void) | undefined;
}

export interface Drainer {
  /** Runs a burst now, also after one that failed. Entries that are not due yet stay. */
  wake(): void;
  /** Call it after a possible change: runs a burst unless the last one failed a moment ago. */
  nudge(): void;
  /** Ends the running burst and begins none until it is woken. */
  halt(): void;
  /** Runs one burst that begins after this call. Resolves when the burst has ended, also when it failed. */
  drain(): Promise<void>;
  dispose(): Promise<void>;
}

/**
 * Decides when bursts run. At most one request for the lock waits in line. A wake-up during a burst asks for
 * one more burst, so that no wake-up is lost and wake-ups do not pile up.
 */
export function createDrainer(options: DrainerOptions): Drainer {
  const { platform, limits, burst, ended, failed } = options;
  let closed = false;
  let halted = false;
  // Created for each turn: Cloudflare's workers allow no `AbortController` while their script loads.
  let stop: AbortController | undefined;
  // `begun` outlasts `running` by the moments in which the lock is given back: a wake-up that falls
  // between them is for the next turn.
  let begun = false;
  let running: Burst | undefined;
  let turn: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let look: (() => void) | undefined;
  let pauses = 0;
  let pausing = false;
  const alarm = createAlarm(platform, () => void request());

  const later = (delayMs: number, pause: boolean): void => {
    alarm.clear();
    pausing = pause;
    alarm.set(delayMs);
  };

  const rest = (pause: boolean): void => {
    const { networkBackoffMs, networkBackoffMaxMs } = limits;
    later(fullJitter(pauses, networkBackoffMs, networkBackoffMaxMs, platform.random()), pause);
    pauses += 1;
  };

  const take = async (): Promise<void> => {
    const asked = platform.monotonic();
    let waitedMs = 0;
    begun = false;
    stop = new AbortController();
    const { signal } = stop;
    try {
      const end = await takeTurn({
        ...{ ...options, signal },
        waits: (again) => void (look = again),
        async work(seen) {
          waitedMs = platform.monotonic() - asked;
          begun = true;
          running = burst(signal, seen);
          return running.ended.finally(() => (running = undefined));
        },
      });
      if (!signal.aborted) follow(end);
      ended(end, waitedMs);
    } catch (error) {
      begun = true;
      if (signal.aborted) return;
      rest(true);
      failed?.(error);
    }
  };

  const follow = ({ kind, dueInMs }: BurstEnd): void => {
    // Another context sends. If it dies, this context goes on.
    if (kind === 'fenced') return rest(false);
    pauses = 0;
    // Goes to the end of the line, so that other tabs have their turn.
    if (kind === 'expired') return later(0, false);
    if (dueInMs < Infinity) later(dueInMs, false);
  };

  /** A burst that has not begun yet. */
  const request = (): Promise<void> => {
    if (closed || halted) return Promise.resolve();
    if (turn === undefined) {
      alarm.clear();
      turn = take().finally(() => (turn = undefined));
      return turn;
    }
    if (!begun) {
      look?.();
      return turn;
    }
    running?.rescan();
    next ??= turn.then(() => {
      next = undefined;
      return request();
    });
    return next;
  };

  const halt = (): void => {
    halted = true;
    alarm.clear();
    stop?.abort();
  };

  return {
    wake() {
      pauses = 0;
      halted = false;
      void request();
    },
    halt,
    nudge() {
      // A pause is over when no timer will end it: the host may have lost the timer.
      if (!(pausing && alarm.isSet())) void request();
    },
    drain: request,
    async dispose() {
      closed = true;
      halt();
      await turn;
    },
  };
}
