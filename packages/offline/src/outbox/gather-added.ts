import { createAlarm, type Platform } from '@holdfast/core/parts';
import type { StoredEntry } from './entry-record.ts';

export interface AddedOptions {
  readonly platform: Pick<Platform, 'monotonic' | 'schedule'>;
  /** Hears entries that were committed together. */
  readonly committed: (entries: readonly StoredEntry[]) => void;
  /** The outbox had one of them already. */
  readonly known: () => Promise<void>;
  /** Makes the outbox send. */
  readonly wake: () => void;
  /** Whether the last send of any entry was not answered. */
  readonly inDoubt: () => boolean;
  /** The shortest time between two wake-ups while sends are not answered. */
  readonly gapMs: number;
}

export interface Added {
  /** Resolves when the entry, or `undefined` for one that the outbox had already, was told. */
  tell(entry: StoredEntry | undefined): Promise<void>;
  dispose(): void;
}

/**
 * Tells entries that were committed together in one go: one change of the list, one message to other tabs, one burst.
 * While sends are not answered, additions wake the outbox only now and then, so that the look at the lanes does not
 * delay the next additions.
 */
export function gatherAdded(options: AddedOptions): Added {
  const { platform, committed, known, wake, inDoubt, gapMs } = options;
  let gathered: (StoredEntry | undefined)[] = [];
  let telling: Promise<void> | undefined;
  let wokenMs = -Infinity;

  const ring = (): void => {
    alarm.clear();
    // Only a wake-up in doubt delays the next one: the first addition without an answer is sent at once.
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
    // In the same turn: the tab that has the entry asks for the lock before those that only hear of it.
    const leftMs = inDoubt() ? wokenMs + gapMs - platform.monotonic() : 0;
    // More than the gap is left only when the clock began anew.
    if (leftMs > 0 && leftMs <= gapMs) alarm.set(leftMs);
    else ring();
    if (entries.length < all.length) await known();
  };
  return {
    tell(entry) {
      gathered.push(entry);
      return (telling ??= tellAll());
    },
    dispose: () => alarm.clear(),
  };
}
