import type { EntryView } from '@holdfast/core';

/** Whether an entry waits for the user or the app, so that time alone does not help. */
export const needsUser = ({ state }: Pick<EntryView, 'state'>): boolean =>
  state.kind === 'blocked' || state.kind === 'dead';

/** The entry before this one in its lane that needs the user: until it goes, this one is not sent. */
export function headBefore(entry: EntryView, entries: readonly EntryView[]): EntryView | undefined {
  return entries.find(
    (other) =>
      other.owner === entry.owner &&
      other.lane === entry.lane &&
      other.seq < entry.seq &&
      needsUser(other),
  );
}

/** Whether the device sends an entry without any help. */
export const goesByItself = (entry: EntryView, entries: readonly EntryView[]): boolean =>
  !needsUser(entry) && !headBefore(entry, entries);
