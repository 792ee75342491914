import type { EntryView } from '@holdfast/core';
import type { EntryState } from '@holdfast/core/parts';
import { needsPerson } from '../../entries/newly-in-need.ts';

const urgency: Readonly<Record<EntryState['kind'], number>> = {
  dead: 4,
  blocked: 3,
  waiting: 2,
  sending: 1,
  queued: 0,
};

/**
 * The one entry of several that a writer has to know about first. A text of the writer comes before a portrait that is
 * being drawn: while the text waits on the device, the gallery must say so.
 */
export function foremost(entries: readonly EntryView[]): EntryView | undefined {
  return entries.toSorted((a, b) => rankOf(b) - rankOf(a))[0];
}

function rankOf(entry: EntryView): number {
  return urgency[entry.state.kind] - (isBeingDrawn(entry) ? urgency.dead : 0);
}

/** A portrait that comes without the writer. */
export function isBeingDrawn(entry: EntryView): boolean {
  return entry.operation === 'portrait.draw' && !needsPerson(entry);
}
