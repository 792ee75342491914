import type { OperationState } from '@holdfast/core';
import type { BlockReason, EntryState } from '@holdfast/core/parts';
import { failureWords, type FailureWords } from './failure-words.ts';

export type StatusKind = OperationState['kind'] | EntryState['kind'] | 'resuming' | 'unkept';

/** What a word can be made of. A fact that a state does not have is empty. */
export interface StatusFacts {
  /** How long ago: "4 minutes ago". */
  readonly age: string;
  /** When it is tried again: "in 2 minutes". */
  readonly due: string;
  /** The failure in one sentence. */
  readonly failure: string;
  /** Why it waits for somebody, in one sentence. */
  readonly reason: string;
}

export type StatusWord = string | ((facts: StatusFacts) => string);

/** What a person reads: one word per kind of state, one sentence per reason and per failure. */
export type StatusWords = Readonly<Record<StatusKind, StatusWord>> & {
  /** For ages. @default 'en' */
  readonly locale: string;
  readonly reasons: Readonly<Record<BlockReason, string>>;
  readonly failures: FailureWords;
};

/** The one table of messages, in English. Override single words with the `words` of who shows them. */
export const statusWords: StatusWords = {
  locale: 'en',
  idle: '',
  running: 'Working…',
  live: 'Up to date',
  stale: ({ age, failure }) => `As of ${age}. ${failure}`,
  fallback: ({ failure }) => `Shown in place of the real thing. ${failure}`,
  queued: 'Saved on this device, waiting to send',
  sending: 'Saved on this device, sending now',
  unkept: 'Sending now. Not saved on this device: keep this page open',
  waiting: ({ due, failure }) => `Saved on this device, tried again ${due}. ${failure}`,
  blocked: ({ reason }) => `Saved on this device. ${reason}`,
  failed: ({ failure }) => `Not done. ${failure}`,
  dead: ({ failure }) => `Kept on this device, not sent. ${failure}`,
  streaming: 'Writing…',
  interrupted: ({ failure }) => `Stopped here; the text is kept. ${failure}`,
  resuming: ({ failure }) => `Stopped here, going on by itself. ${failure}`,
  reasons: {
    auth: 'Sign in to send it.',
    dependency: 'It waits for something before it.',
    conflict: 'Somebody else changed the same thing.',
    schema: 'It was made by another version of the app.',
    uncertain: 'It may have been sent already; look before it is sent again.',
    quota: 'Your quota is used up.',
    paused: 'Sending is paused.',
  },
  failures: failureWords,
};
