import type { EntryView, Failure } from '@holdfast/core';
import type { Outbox } from '../outbox/outbox.ts';
import { requireOptions } from '@holdfast/core/parts';
import { answerConflict, type ConflictAnswer } from './answer-conflict.ts';
import type { QueuedWrite } from './content-of.ts';
import { inspectEntry } from './inspect-entry.ts';
import { watchBlocked, type WatchOptions } from './watch-blocked.ts';

/** A write whose data had changed on the server before it arrived. */
export interface Conflict<TParsed> {
  /** The input of the write. An app may keep in it the state that the write was made on. */
  readonly mine: TParsed;
  readonly entry: EntryView;
  readonly failure: Failure | undefined;
  /** Whether an earlier send got no answer: the newer state of the server may be this very write. */
  readonly mayHaveTakenEffect: boolean;
}

/**
 * Answers the conflicts of an operation by itself. `resolve` reads the state of the server and says what
 * happens to the write. With `ask` the user decides, and the app carries out the decision with
 * `answerConflict`. `resolve` runs in a page: the worker leaves a conflict blocked. After `mostRounds`
 * conflicts of one entry in a row the user decides too. Returns the function that ends it.
 */
export function resolveConflicts<TInput, TParsed>(
  outbox: Outbox,
  operation: QueuedWrite<TInput, TParsed>,
  resolve: (conflict: Conflict<TParsed>) => Promise<ConflictAnswer<TInput>>,
  options: Omit<WatchOptions, 'firstAfterMs'> = {},
): () => void {
  requireOptions('resolveConflicts', { resolve }, { resolve: 'a function' });
  requireOptions('resolveConflicts', options, {
    platform: 'an object with now, random, randomBytes, schedule?',
    mostRounds: 'a whole number from 0 on?',
  });

  const of = { reason: 'conflict', operation: operation.name } as const;
  return watchBlocked(outbox, of, options, async ({ id, sends }) => {
    const entry = await inspectEntry(outbox, id);
    const { state, mayHaveTakenEffect } = entry;
    const failure = state.kind === 'blocked' ? state.failure : undefined;
    const answer = await resolve({
      ...{ mine: entry.input as TParsed, entry, failure, mayHaveTakenEffect },
    });
    await answerConflict(outbox, id, operation, answer, { ...options, sends });
  });
}
