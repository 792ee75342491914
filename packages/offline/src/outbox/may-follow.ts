import type { StoredEntry } from './entry-record.ts';
import { originOf } from './origin-of.ts';

export type MayFollow = (next: StoredEntry, head: StoredEntry) => boolean;

/**
 * Whether an entry may be claimed while the one before it is on its way. If this context dies, the next one sends both
 * again in their order, so their server must honour keys. The outbox looks again at an entry that needs others first
 * when those are applied.
 */
export function mayFollow(next: StoredEntry, head: StoredEntry): boolean {
  const isSafe = head.honoursKey && next.honoursKey && next.sends === 0 && !next.after;
  return isSafe && originOf(next) === originOf(head);
}
