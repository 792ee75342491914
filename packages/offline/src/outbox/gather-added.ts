import { createAlarm, type Platform } from '@holdfast/core/parts';
import type { StoredEntry } from './entry-record.ts';

export interface AddedOptions {
  readonly platform: Pick<Platform, 'monotonic' | 'schedule'>;
  /** Hears entries that were committed together. */
  readonly committed: (entries: readonly StoredEntry[]) => void;
  /** Hears of the same entries after their callers have been told. */
  readonly acknowledged: () => void;
  /** The outbox had one of them already. */
  readonly known: () => Promise<void>;
  /** Makes the outbox send. */
  readonly wake: () => void;
  /** Whether the last send of any entry was not answered. */
  readonly inDoubt: () => boolean;
  /** The shortest time between two wake-ups while sends are not answered. */
  readonly gapMs: () => number;
}

export interface Added {
  /**
   * Resolves when the list, the tabs and the sinks have heard of the entry. Pass `undefined` for an entry that
   * the outbox had already.
   */
  tell(entry: StoredEntry | undefined): Promise<void>;
  dispose(): void;
}

// Each function between this one and the caller of the outbox takes one or two turns of the microtask queue.
// Work that runs after those turns does not delay the acknowledgement.
const CALLER_TURNS = 12;

/**
 * Tells entries that were committed together in one go: one change of the list, one message to other tabs, one burst.
 * While sends are not answered, additions wake the outbox only now and then, so that the look at the lanes does not
 * delay the next additions.
 */
export function gatherAdded(options: AddedOptions): Added {
  const { platform, committed, acknowledged, known, wake, inDoubt, gapMs } = options;
  let gathered: (StoredEntry | undefined)[] = [];
  let telling: Promise<void> | undefined;
  let wokenMs = -Infinity;

  const ring = (): void => {
    alarm.clear();
    // Only a wake-up while sends are not answered delays the next one, so the first addition in such a time is
    // sent at once.
    wokenMs = inDoubt() ? platform.monotonic() : -Infinity;
    wake();
  };
  const alarm = createAlarm(platform, ring);
  const tellAll = async (): Promise<void> => {
    // The other additions of the same transaction resolve in this turn.
    await Promise.resolve();
    const all = gathered;
    gathered = [];
    telling = undefined;
    const entries = all.filter((entry) => entry !== undefined);
    committed(entries);
    void afterCallers();
    if (entries.length < all.length) await known();
  };
  /** In the same task, so that the tab that has the entry asks for the lock before those that only hear of it. */
  const afterCallers = async (): Promise<void> => {
    for (let turn = 0; turn < CALLER_TURNS; turn += 1) await Promise.resolve();
    acknowledged();
    const mostMs = gapMs();
    const leftMs = inDoubt() ? wokenMs + mostMs - platform.monotonic() : 0;
    // More time than the gap is left only when the monotonic clock began anew.
    if (leftMs > 0 && leftMs <= mostMs) alarm.set(leftMs);
    else ring();
  };
  return {
    tell(entry) {
      gathered.push(entry);
      return (telling ??= tellAll());
    },
    dispose: () => alarm.clear(),
  };
}
