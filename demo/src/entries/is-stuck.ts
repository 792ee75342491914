import type { EntryView } from '@holdfast/core';
import { needsPerson } from './newly-in-need.ts';

/**
 * Whether an entry waits behind one in its lane that needs the writer: then the outbox does not send it by
 * itself.
 */
export function isStuck(entry: EntryView, entries: readonly EntryView[]): boolean {
  return entries.some(
    (other) =>
      other.owner === entry.owner &&
      other.lane === entry.lane &&
      other.seq < entry.seq &&
      needsPerson(other),
  );
}
