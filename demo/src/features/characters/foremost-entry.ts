import type { EntryView } from '@holdfast/core';
import type { EntryState } from '@holdfast/core/parts';

const urgency: Readonly<Record<EntryState['kind'], number>> = {
  dead: 4,
  blocked: 3,
  waiting: 2,
  sending: 1,
  queued: 0,
};

/** The one entry of several that a writer has to know about first. */
export function foremost(entries: readonly EntryView[]): EntryView | undefined {
  return entries.toSorted((a, b) => urgency[b.state.kind] - urgency[a.state.kind])[0];
}
