import { setImmediate } from 'node:timers';
import type { Platform } from '@holdfast/core/parts';
import type { Turns } from '../sql/create-turns.ts';

/** How long callers may follow each other before the event loop gets its turn. */
const LONGEST_MS = 10;

/**
 * Lets the event loop breathe between turns. Work on a file of SQLite never waits for the event loop, so a crowd
 * of callers would have all of its work done before a timer or another socket got its turn.
 */
export function breathingTurns(
  { take, leave, stepAside }: Turns,
  { monotonic }: Pick<Platform, 'monotonic'>,
): Turns {
  let since: number | undefined;
  const breath = (): Promise<void> =>
    new Promise((resolve) => {
      setImmediate(() => {
        since = undefined;
        resolve();
      });
    });
  return {
    async take() {
      await take();
      if (since !== undefined && monotonic() - since >= LONGEST_MS) await breath();
      if (since !== undefined) return;
      since = monotonic();
      void breath();
    },
    leave,
    stepAside,
  };
}
