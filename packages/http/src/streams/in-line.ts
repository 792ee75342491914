import { type LockPort, type Platform, sleep } from '@holdfast/core/parts';
import { holdWithin } from '../hold-within.ts';

export interface Line {
  readonly locks: LockPort | undefined;
  /** The lock of one stream. */
  readonly name: string;
  readonly signal: AbortSignal;
  readonly platform: Pick<Platform, 'schedule'>;
  /** Asks whether another tab reads this stream; `undefined` when no tab can be asked. */
  readonly isRead: () => Promise<boolean | undefined>;
  /** Milliseconds between two questions to the other tab. Where no tab can be asked, the whole wait. */
  readonly patienceMs: number;
}

/**
 * Does work when no other tab does it. A tab that has the lock and does not answer is frozen or hangs. This tab
 * then does the work as well, because two tabs that read one stream lose nothing.
 */
export async function inLine(line: Line, work: () => Promise<void>): Promise<void> {
  const { locks, name, signal, platform, isRead, patienceMs } = line;
  const patience = async (over: AbortSignal): Promise<void> => {
    let answer = await isRead();
    while (answer !== false) {
      // oxlint-disable-next-line no-await-in-loop -- one question after the other
      await sleep(platform, patienceMs, over);
      // oxlint-disable-next-line no-await-in-loop
      answer = answer === undefined ? false : await isRead();
    }
  };
  await holdWithin(locks, name, work, { patience, signal, without: () => true });
}
