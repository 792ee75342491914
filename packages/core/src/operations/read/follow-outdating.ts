import { tell } from '../../observable/tell.ts';
import type { EntryView, OutboxPort } from '../../ports/outbox-port.ts';
import { followConflicts } from '../write/follow-conflicts.ts';
import { followEntries } from '../write/follow-entries.ts';

/**
 * Calls when a write of the user that names the read in `invalidates` makes its answer out of date: the write took
 * effect or may have, or the server refused it because it has another version. Returns the undo.
 */
export function followOutdating(
  outbox: Pick<OutboxPort, 'entries' | 'follow'>,
  read: string,
  user: () => string | undefined,
  onOutdated: () => void,
): () => void {
  const names = ({ invalidates }: EntryView): boolean => invalidates.includes(read);
  const undo = [
    followEntries(outbox, names, ({ owner }, { kind }) => {
      if (kind !== 'cancelled' && owner === user()) onOutdated();
    }),
    followConflicts(outbox, (entry) => entry.owner === user() && names(entry), onOutdated),
  ];
  return () => tell(undo);
}
