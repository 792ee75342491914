import type { EntryView } from '@holdfast/core';
import { needsPerson } from './newly-in-need.ts';

/** Whether an entry waits behind one in its lane that needs a person: then nothing sends it by itself. */
export function isStuck(entry: EntryView, entries: readonly EntryView[]): boolean {
  return entries.some(
    (other) =>
      other.owner === entry.owner &&
      other.lane === entry.lane &&
      other.seq < entry.seq &&
      needsPerson(other),
  );
}
