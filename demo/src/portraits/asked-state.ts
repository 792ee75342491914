import type { Connectivity, EntryView } from '@holdfast/core';
import { needsPerson } from '../entries/newly-in-need.ts';

/** Where ordered portraits stand: they are being drawn, they wait, or only the writer can go on. */
export type AskedState = 'drawing' | 'waiting' | 'stuck';

export function askedState(
  entry: Pick<EntryView, 'state'>,
  connectivity: Connectivity,
): AskedState {
  if (needsPerson(entry)) return 'stuck';
  return entry.state.kind === 'waiting' || connectivity === 'offline' ? 'waiting' : 'drawing';
}
