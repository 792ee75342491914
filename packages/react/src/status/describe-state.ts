import { userMessage, type EntryView, type Failure, type OperationState } from '@holdfast/core';
import {
  failureWords,
  locale,
  reasonWords,
  stateWords,
  type MessageOverrides,
  type Messages,
} from '@holdfast/core/messages';
import { fillWords, type EntryState } from '@holdfast/core/parts';
import { ageInWords } from './age-in-words.ts';
import { relativeAge } from './relative-age.ts';

/** The text that a user reads for a state. `now` is wall-clock milliseconds. */
export function describeState(
  state: OperationState,
  now: number,
  messages: MessageOverrides = {},
): string {
  return describe(state, now, messages, wordOf(state));
}

/** The name of the word for a state. */
export function wordOf(state: OperationState): keyof Messages['states'] {
  if (state.kind === 'failed' && state.entryId !== undefined) return 'dead';
  if (state.kind === 'running' && state.at !== undefined) return 'asking';
  return state.kind === 'interrupted' && state.resuming ? 'resuming' : state.kind;
}

/** The text that a user reads for an entry of the outbox. */
export function describeEntry(
  entry: Pick<EntryView, 'state' | 'kept'>,
  now: number,
  messages: MessageOverrides = {},
): string {
  return describe(entry.state, now, messages, entry.kept === false ? 'unkept' : entry.state.kind);
}

function describe(
  state: OperationState | EntryState,
  now: number,
  messages: MessageOverrides,
  word: keyof Messages['states'],
): string {
  const text = messages.states?.[word] ?? stateWords[word];
  const at = ('at' in state && state.at) || ('since' in state ? state.since : undefined);
  const failure: Failure | undefined = 'failure' in state ? state.failure : undefined;
  const language = messages.locale ?? locale;
  return fillWords(text, {
    age: at === undefined ? '' : ageInWords(at, now, language),
    due: 'dueAt' in state ? relativeAge(Math.max(state.dueAt, now), now, language) : '',
    failure: failure ? userMessage(failure, { ...failureWords, ...messages.failures }) : '',
    reason: 'reason' in state ? { ...reasonWords, ...messages.reasons }[state.reason] : '',
  });
}
