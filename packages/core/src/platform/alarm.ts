import type { Platform } from './platform.ts';

/** A task that many callers ask for. It runs once for all of them. */
export interface Alarm {
  /** Runs the task after `delayMs`, unless it is about to run already. */
  set(delayMs: number): void;
  clear(): void;
  /** Whether the alarm is set and its timer can still be trusted. */
  isSet(): boolean;
}

/**
 * One timer for many callers. The alarm does not trust its timer: a host may lose it (an edge worker when the
 * request ends that set it, a test when it replaces the timers). A lost timer must not keep callers from
 * setting a new one. Setting an alarm that is overdue runs the task at once.
 */
export function createAlarm(
  platform: Pick<Platform, 'monotonic' | 'schedule'>,
  task: () => void,
): Alarm {
  let cancel: (() => void) | undefined;
  let setMs = 0;
  let dueMs = 0;
  function clear(): void {
    cancel?.();
    cancel = undefined;
  }
  /** The time lies before the alarm was set, so the clock began anew. */
  const isTrusted = (now: number): boolean => !!cancel && now >= setMs && now <= dueMs;
  return {
    set(delayMs) {
      const now = platform.monotonic();
      if (isTrusted(now)) return;
      const waitMs = cancel ? 0 : delayMs;
      clear();
      setMs = now;
      dueMs = now + waitMs;
      cancel = platform.schedule(waitMs, () => {
        cancel = undefined;
        task();
      });
    },
    clear,
    isSet: () => isTrusted(platform.monotonic()),
  };
}
