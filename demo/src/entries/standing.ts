import type { Connectivity, EntryView, Failure } from '@holdfast/core';
import type { BlockReason } from '@holdfast/core/parts';
import type { Tone } from '../look/tone.ts';
import { reasonOf } from '../words/failure-words.ts';
import { quotaInWords } from '../words/quota-words.ts';

export type Remedy = 'try-now' | 'try-again' | 'discard' | 'sign-in' | 'compare';

/** Where an entry stands, in words, and what the writer can do about it. */
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
  /** Whether something before it in its lane waits for the writer. @default no */
  readonly isStuck?: boolean;
}

const blocked: Readonly<Record<BlockReason, readonly [text: string, remedies: readonly Remedy[]]>> =
  {
    auth: ['Sign in again and it sends.', ['sign-in']],
    dependency: ['Something before it has to be sent first.', ['try-again', 'discard']],
    conflict: ['It was changed somewhere else in the meantime. Both are kept.', ['compare']],
    schema: [
      'It was written with another version of Fireside. Reload the page, then try again.',
      ['try-again', 'discard'],
    ],
    uncertain: [
      'The connection broke while it was sent, so it may have arrived already. Look before you send it again.',
      ['try-again', 'discard'],
    ],
    quota: ['You have reached a limit.', ['try-again', 'discard']],
    paused: ['Sending is paused.', ['try-again', 'discard']],
  };

export function standingOf(entry: EntryView, circumstances: Circumstances): Standing {
  const { state } = entry;
  if (entry.kept === false) return unkept;
  switch (state.kind) {
    case 'sending':
      return { tone: 'recovering', title: 'Sending now', text: '', remedies: [] };
    case 'queued':
      return { ...kept, text: whenItSends(circumstances), remedies: [] };
    case 'waiting':
      return {
        ...kept,
        text: `${reasonOf(state.failure)} ${whenItSends(circumstances)}`,
        remedies: ['try-now'],
        failure: state.failure,
      };
    case 'blocked': {
      const [words, remedies] = blocked[state.reason];
      const text = state.reason === 'quota' ? quotaInWords(state.failure) : words;
      return { tone: 'blocked', title: 'Needs you', text, remedies, failure: state.failure };
    }
    case 'dead':
      return {
        tone: 'failed',
        title: 'Not sent',
        text: `${reasonOf(state.failure)} It is still on this device.`,
        remedies: ['try-again', 'discard'],
        failure: state.failure,
      };
  }
}

/** While the page sends it, or it waits for its turn, only the page has it. */
const unkept: Standing = {
  ...{ tone: 'failed', title: 'Not saved on this device', remedies: [] },
  text: 'It is on its way to Fireside. Keep the page open until it has arrived.',
};

const kept = { tone: 'queued', title: 'Saved on this device' } as const;

function whenItSends({ connectivity, sendsInBackground, isStuck }: Circumstances): string {
  if (isStuck) return 'Something before it needs you first.';
  if (!sendsInBackground) return 'It sends when Fireside is open.';
  return connectivity === 'online'
    ? 'It sends by itself, even when Fireside is closed.'
    : 'It sends by itself when there is a connection, even when Fireside is closed.';
}
