import { tell } from '../../observable/tell.ts';
import type { EntryEnd, EntryView, OutboxPort } from '../../ports/outbox-port.ts';
import { onEnd } from './entry-end.ts';

/**
 * Calls once for each wanted entry when it has ended, and once for each try of an entry that the device could not
 * store. It sees entries that are in the outbox while it follows, and says nothing about entries that ended
 * before. Returns the undo, after which it calls no more.
 */
export function followEntries(
  outbox: Pick<OutboxPort, 'entries' | 'follow'>,
  wanted: (entry: EntryView) => boolean,
  onEnded: (entry: EntryView, end: EntryEnd) => void,
): () => void {
  const followed = new Map<string, () => void>();

  const follow = (entry: EntryView): void => {
    const { id, kept } = entry;
    if (followed.has(id) || !wanted(entry)) return;
    followed.set(id, () => {});
    const leave = onEnd(outbox.follow(id), (end) => {
      followed.set(id, () => {});
      if (kept === false && (end.kind === 'failed' || end.kind === 'unknown')) {
        // The user may retry the entry under its key, or the device may store it after all.
        followed.delete(id);
        if (end.kind === 'unknown') return;
      }
      tell([onEnded], entry, end);
    });
    if (followed.has(id)) followed.set(id, leave);
  };
  const look = (): void => {
    for (const entry of outbox.entries.getSnapshot()) tell([follow], entry);
  };
  const leave = outbox.entries.subscribe(look);
  tell([look]);
  return () => tell([leave, ...followed.values()]);
}
