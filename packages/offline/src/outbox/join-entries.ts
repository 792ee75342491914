import type { EntryView, Observable } from '@holdfast/core';

/** The stored entries, and behind them the unstored entries that are being sent. */
export function joinEntries(
  stored: Observable<readonly EntryView[]>,
  unkept: Observable<readonly EntryView[]>,
  owner: () => string | undefined,
): Observable<readonly EntryView[]> {
  let parts: readonly unknown[] = [];
  let joined: readonly EntryView[] = [];
  return {
    getSnapshot() {
      const [kept, rest] = [stored.getSnapshot(), unkept.getSnapshot()];
      if (rest.length === 0) return kept;
      if (parts[0] !== kept || parts[1] !== rest || parts[2] !== owner()) {
        parts = [kept, rest, owner()];
        joined = [...kept, ...rest.filter((view) => view.owner === owner())];
      }
      return joined;
    },
    subscribe(listener) {
      const undo = [stored.subscribe(listener), unkept.subscribe(listener)];
      return () => undo.forEach((leave) => leave());
    },
  };
}
