import type { Connectivity, EntryView, Failure } from '@holdfast/core';
import type { BlockReason } from '@holdfast/core/parts';
import type { Tone } from '../look/tone.ts';
import { reasonOf, whyOf } from '../words/failure-words.ts';
import { quotaInWords } from '../words/quota-words.ts';
import { entryText, type Remedy } from './words.ts';

/** The state of an entry in words, and the actions of the writer for it. */
export interface Standing {
  readonly tone: Tone;
  readonly title: string;
  readonly text: string;
  readonly remedies: readonly Remedy[];
  readonly failure?: Failure | undefined;
}

export interface Circumstances {
  readonly connectivity: Connectivity;
  readonly sendsInBackground: boolean;
  /** Whether an entry before this one in its lane waits for the writer. @default no */
  readonly isStuck?: boolean;
}

const remedies: Readonly<Record<BlockReason, readonly Remedy[]>> = {
  auth: ['sign-in'],
  dependency: ['try-again', 'discard'],
  conflict: ['compare'],
  schema: ['try-again', 'discard'],
  uncertain: ['try-again', 'discard'],
  quota: ['try-again', 'discard'],
  paused: ['try-again', 'discard'],
};

export function standingOf(entry: EntryView, circumstances: Circumstances): Standing {
  const { state } = entry;
  const text = entryText();
  const kept = { tone: 'queued', title: text.kept } as const;
  if (entry.kept === false) {
    // While the page sends this entry, or it waits for its turn, only the page has it.
    return { tone: 'failed', title: text.unkept, text: text.unkeptWhy, remedies: [] };
  }
  switch (state.kind) {
    case 'sending':
      return { tone: 'recovering', title: text.sending, text: '', remedies: [] };
    case 'queued':
      return { ...kept, text: whenItSends(circumstances), remedies: [] };
    case 'waiting':
      return {
        ...kept,
        text: `${whyOf(state.failure)} ${whenItSends(circumstances)}`,
        // The turn of this entry comes only when the entry before it has left.
        remedies: circumstances.isStuck ? [] : ['try-now'],
        failure: state.failure,
      };
    case 'blocked': {
      const isQuota = state.reason === 'quota';
      return {
        ...{ tone: 'blocked', title: text.needsYou, remedies: remedies[state.reason] },
        text: isQuota ? quotaInWords(state.failure) : text.reasons[state.reason],
        failure: state.failure,
      };
    }
    case 'dead':
      return {
        tone: 'failed',
        title: text.notSent,
        text: `${reasonOf(state.failure)} ${text.stillHere}`,
        remedies: ['try-again', 'discard'],
        failure: state.failure,
      };
  }
}

function whenItSends({ connectivity, sendsInBackground, isStuck }: Circumstances): string {
  const text = entryText();
  if (isStuck) return text.behind;
  if (!sendsInBackground) return text.whenOpen;
  return connectivity === 'online' ? text.byItself : text.byItselfLater;
}
