import type { EntryView } from '@holdfast/core';
import type { StoredEntry } from './entry-record.ts';

/**
 * The listed entries that the device no longer has, or has in another state, as far as the first entries of all lanes
 * show. A listed entry in front of the first stored one has left. The list needs this because a tab may change an
 * entry and die before it tells the other tabs.
 */
export function staleViews(
  views: readonly EntryView[],
  heads: readonly StoredEntry[],
): readonly string[] {
  const headOf = new Map(heads.map((head) => [head.lane, head]));
  return views.flatMap(({ id, lane, seq, state, kept }) => {
    const head = headOf.get(lane);
    const isThere =
      head && (seq > head.seq || (seq === head.seq && state.kind === head.state.kind));
    return isThere || kept === false ? [] : [id];
  });
}
