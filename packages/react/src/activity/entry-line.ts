import type { Connectivity, EntryView } from '@holdfast/core';
import type { Messages } from '@holdfast/core/messages';
import type { Tone } from '../look/tone.ts';
import { headBefore, needsUser } from './lane-head.ts';

export type EntryRemedy = 'tryNow' | 'tryAgain' | 'discard';

/** The state of one entry, and the actions of the user for it. */
export interface EntryLine {
  readonly entry: EntryView;
  readonly tone: Tone;
  /** The word for the state, as the middle of a sentence. */
  readonly word: keyof Messages['activity'];
  /** The entry that needs the user before this one is sent. */
  readonly head?: EntryView;
  readonly remedies: readonly EntryRemedy[];
}

/** The lines of the list: those that need the user, and those that wait. */
export interface EntryLines {
  readonly stuck: readonly EntryLine[];
  readonly waiting: readonly EntryLine[];
}

export function entryLines(entries: readonly EntryView[], connectivity: Connectivity): EntryLines {
  const lines = entries.map((entry) => entryLine(entry, entries, connectivity));
  return {
    stuck: lines.filter(({ entry }) => needsUser(entry)),
    waiting: lines.filter(({ entry }) => !needsUser(entry)),
  };
}

const none: readonly EntryRemedy[] = [];

/** The list offers "Discard" only for changes that no tab sends meanwhile, so that the user can undo it. */
function entryLine(
  entry: EntryView,
  entries: readonly EntryView[],
  connectivity: Connectivity,
): EntryLine {
  if (entry.kept === false) return { entry, tone: 'failed', word: 'stateUnkept', remedies: none };
  const head = headBefore(entry, entries);
  const isAway = connectivity === 'offline' || connectivity === 'degraded';
  switch (entry.state.kind) {
    case 'blocked': {
      // Only the app can offer to sign in or to settle a conflict.
      const isApps = entry.state.reason === 'auth' || entry.state.reason === 'conflict';
      const remedies = isApps ? (['discard'] as const) : (['tryAgain', 'discard'] as const);
      return { entry, tone: 'blocked', word: 'stateBlocked', remedies };
    }
    case 'dead':
      return { entry, tone: 'failed', word: 'stateDead', remedies: ['tryAgain', 'discard'] };
    case 'sending':
      return { entry, tone: 'recovering', word: 'stateSending', remedies: none };
    case 'queued':
    case 'waiting': {
      if (head) return { entry, tone: 'queued', word: 'stateBehind', head, remedies: ['discard'] };
      if (isAway) return { entry, tone: 'queued', word: 'stateOffline', remedies: none };
      return entry.state.kind === 'queued'
        ? { entry, tone: 'queued', word: 'stateQueued', remedies: none }
        : { entry, tone: 'queued', word: 'stateWaiting', remedies: ['tryNow'] };
    }
  }
}
