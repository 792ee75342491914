import type { EntryView, Failure, OperationState } from '@holdfast/core';
import type { EntryState } from '@holdfast/core/parts';
import { describeFailure } from './failure-words.ts';
import { relativeAge } from './relative-age.ts';
import {
  statusWords,
  type StatusFacts,
  type StatusKind,
  type StatusWords,
} from './status-words.ts';

/** What a person reads for a state. `now` is wall-clock time; single words can be replaced. */
export function describeState(
  state: OperationState,
  now: number,
  words: Partial<StatusWords> = {},
): string {
  return describe(state, now, words, wordOf(state));
}

/** Which word a state is told with. */
export function wordOf(state: OperationState): StatusKind {
  if (state.kind === 'failed' && state.entryId !== undefined) return 'dead';
  return state.kind === 'interrupted' && state.resuming ? 'resuming' : state.kind;
}

/** What a person reads for an entry of the outbox. */
export function describeEntry(
  entry: Pick<EntryView, 'state' | 'kept'>,
  now: number,
  words: Partial<StatusWords> = {},
): string {
  return describe(entry.state, now, words, entry.kept === false ? 'unkept' : entry.state.kind);
}

function describe(
  state: OperationState | EntryState,
  now: number,
  overrides: Partial<StatusWords>,
  kind: StatusKind,
): string {
  const words = { ...statusWords, ...overrides };
  const word = words[kind];
  return (typeof word === 'string' ? word : word(factsOf(state, now, words))).trim();
}

function factsOf(state: OperationState | EntryState, now: number, words: StatusWords): StatusFacts {
  const { locale, failures, reasons } = words;
  const at = 'at' in state ? state.at : 'since' in state ? state.since : undefined;
  const failure: Failure | undefined = 'failure' in state ? state.failure : undefined;
  return {
    age: at === undefined ? '' : relativeAge(at, now, locale),
    due: 'dueAt' in state ? relativeAge(Math.max(state.dueAt, now), now, locale) : '',
    failure: failure ? describeFailure(failure, failures) : '',
    reason: 'reason' in state ? reasons[state.reason] : '',
  };
}
