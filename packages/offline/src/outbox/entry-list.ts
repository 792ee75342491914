import { createCell, type EntryView, type Observable } from '@holdfast/core';
import type { StoredEntry } from './entry-record.ts';
import { viewOf } from './entry-view.ts';

export interface EntryList extends Observable<readonly EntryView[]> {
  /** Replaces everything by what belongs to this owner. */
  reset(entries: readonly StoredEntry[]): void;
  /** Takes in single entries; `undefined` has left. Those of other owners are not let in. */
  apply(
    changes: readonly { readonly seq: number; readonly entry: StoredEntry | undefined }[],
  ): void;
  has(id: string): boolean;
}

/** The entries of one owner, in order of addition. Views of unchanged entries keep their identity. */
export function createEntryList(owner: () => string | undefined): EntryList {
  const cell = createCell<readonly EntryView[]>([]);
  const { getSnapshot, subscribe } = cell;
  return {
    getSnapshot,
    subscribe,
    reset(entries) {
      const mine = entries.filter((entry) => entry.owner === owner());
      if (mine.length > 0 || getSnapshot().length > 0) cell.set(mine.map(viewOf));
    },
    apply(changes) {
      const next = [...getSnapshot()];
      let different = false;
      for (const { seq, entry } of changes) {
        const index = positionOf(next, seq);
        const there = next[index]?.seq === seq;
        const mine = entry !== undefined && entry.owner === owner();
        if (!there && !mine) continue;
        next.splice(index, there ? 1 : 0, ...(mine ? [viewOf(entry)] : []));
        different = true;
      }
      if (different) cell.set(next);
    },
    has: (id) => getSnapshot().some((view) => view.id === id),
  };
}

/** Where a `seq` is, or belongs. */
function positionOf(views: readonly EntryView[], seq: number): number {
  let low = 0;
  let high = views.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((views[middle]?.seq ?? Infinity) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
