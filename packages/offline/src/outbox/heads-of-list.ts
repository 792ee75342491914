import type { StoredEntry } from './entry-record.ts';
import type { ClaimQuery } from './outbox-store.ts';

/**
 * The first entry of each lane, of entries in order of addition: first of the requested lanes, then of all others,
 * beginning after `afterLane`.
 */
export function headsOfList(
  entries: readonly StoredEntry[],
  { first, afterLane = '' }: Pick<ClaimQuery, 'first' | 'afterLane'>,
): readonly StoredEntry[] {
  const heads = new Map<string, StoredEntry>();
  for (const entry of entries) if (!heads.has(entry.lane)) heads.set(entry.lane, entry);
  const lanes = [...heads.keys()].toSorted();
  const inOrder = new Set([...first, ...lanes.filter((lane) => lane > afterLane), ...lanes]);
  return [...inOrder].flatMap((lane) => heads.get(lane) ?? []);
}
