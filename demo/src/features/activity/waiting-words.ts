import type { Connectivity, EntryView } from '@holdfast/core';
import type { BlockReason } from '@holdfast/core/parts';

const blocked: Readonly<Record<BlockReason, string>> = {
  auth: 'waiting until you sign in again',
  dependency: 'waiting for something before it',
  conflict: 'changed somewhere else in the meantime',
  schema: 'written with another version of Fireside',
  uncertain: 'perhaps sent already',
  quota: 'waiting for room',
  paused: 'paused',
};

/** What an entry is doing, as the middle of a sentence. */
export function waitingWords(
  { state }: EntryView,
  connectivity: Connectivity,
  isStuck: boolean,
): string {
  if (isStuck && (state.kind === 'queued' || state.kind === 'waiting')) return blocked.dependency;
  switch (state.kind) {
    case 'sending':
      return 'being sent now';
    case 'queued':
      return connectivity === 'online' ? 'waiting for its turn' : 'waiting for connection';
    case 'waiting':
      return connectivity === 'online'
        ? 'waiting for Fireside to take it'
        : 'waiting for connection';
    case 'blocked':
      return blocked[state.reason];
    case 'dead':
      return 'not sent';
  }
}
