import { isFailure } from '../../failures/failure.ts';
import { tell } from '../../observable/tell.ts';
import type { EntryView, OutboxPort } from '../../ports/outbox-port.ts';

/**
 * How a followed entry ended. `failed` when no device kept it and it did not arrive: only its form has it now.
 * `unknown` when the outbox could not tell; then only the server knows.
 */
export type EntryFate = 'applied' | 'cancelled' | 'failed' | 'unknown';

/**
 * Calls once for each wanted entry when it has ended, and once for each try of an entry that no device kept. It
 * sees entries that are in the outbox while it follows, and says nothing about entries that ended before.
 * Returns the undo, after which it calls no more.
 */
export function followEntries(
  outbox: OutboxPort,
  wanted: (entry: EntryView) => boolean,
  onEnded: (entry: EntryView, fate: EntryFate) => void,
): () => void {
  const followed = new Set<string>();
  let stopped = false;

  const ended = (entry: EntryView, fate: EntryFate): void => {
    if (!stopped) tell([onEnded], entry, fate);
  };
  const follow = (entry: EntryView): void => {
    if (followed.has(entry.id) || !wanted(entry)) return;
    followed.add(entry.id);
    outbox.settled(entry.id).then(
      ({ kind }) => ended(entry, kind),
      (error: unknown) => {
        if (entry.kept !== false) return ended(entry, 'unknown');
        // The user may try it again under its key, or the device may store it after all.
        followed.delete(entry.id);
        if (!isFailure(error, 'ENTRY_UNKNOWN')) ended(entry, 'failed');
      },
    );
  };
  const look = (): void => {
    for (const entry of outbox.entries.getSnapshot()) tell([follow], entry);
  };
  const leave = outbox.entries.subscribe(look);
  tell([look]);
  return () => {
    stopped = true;
    leave();
  };
}
