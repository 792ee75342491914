import type { EntryView } from '@holdfast/core';

/** Whether an entry waits for the writer, so that time alone does not help. */
export function needsPerson({ state }: Pick<EntryView, 'state'>): boolean {
  return state.kind === 'blocked' || state.kind === 'dead';
}

/** The entries that have come to need the writer since the last look. */
export function newlyInNeed(
  before: readonly EntryView[],
  now: readonly EntryView[],
): readonly EntryView[] {
  const wasFine = new Set(before.filter((entry) => !needsPerson(entry)).map(({ id }) => id));
  return now.filter((entry) => needsPerson(entry) && wasFine.has(entry.id));
}
