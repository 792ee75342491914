import type { Connectivity, EntryView } from '@holdfast/core';
import { headBefore, needsUser } from '../activity/lane-head.ts';

/** The states that groups of changes share, the most important first. */
export interface SyncPart {
  readonly kind: 'unkept' | 'stuck' | 'behind' | 'sending' | 'offline' | 'waiting';
  readonly count: number;
}

const ORDER = ['unkept', 'stuck', 'behind', 'sending', 'offline', 'waiting'] as const;

/** The state of the whole outbox. Each change counts once. It is empty without changes. */
export function syncParts(
  entries: readonly EntryView[],
  connectivity: Connectivity,
): readonly SyncPart[] {
  const kinds = entries.map((entry) => kindOf(entry, entries, connectivity));
  return ORDER.map((kind) => ({
    kind,
    count: kinds.filter((one) => one === kind).length,
  })).filter(({ count }) => count > 0);
}

function kindOf(
  entry: EntryView,
  entries: readonly EntryView[],
  connectivity: Connectivity,
): SyncPart['kind'] {
  if (entry.kept === false) return 'unkept';
  if (needsUser(entry)) return 'stuck';
  if (headBefore(entry, entries)) return 'behind';
  if (entry.state.kind === 'sending') return 'sending';
  return connectivity === 'offline' || connectivity === 'degraded' ? 'offline' : 'waiting';
}
