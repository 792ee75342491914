import { isFailure } from '../failures/failure.ts';
import { tell } from '../observable/tell.ts';
import type { EntryView, OutboxPort } from '../ports/outbox-port.ts';

/**
 * How a followed entry ended. `failed` when it was kept nowhere and did not arrive: only its form has it
 * now. `unknown` when the outbox could not tell: then only the server can.
 */
export type EntryFate = 'applied' | 'cancelled' | 'failed' | 'unknown';

/**
 * Tells once for each wanted entry how it ended, and once for each try of one that is kept nowhere. It sees entries that are in the outbox while it
 * follows; what ended before is not told. Returns its undo, after which nothing more is told.
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
        // It may be tried again under its key, or be stored after all.
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
