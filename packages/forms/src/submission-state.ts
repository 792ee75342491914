import type { Failure, OperationState } from '@holdfast/core';
import { isEqual, type WriteOutcome } from '@holdfast/core/parts';

/** The newest sending: what a later failure is about, and what a repetition must say again. */
export interface Sent {
  readonly input: unknown;
  readonly key: string;
  readonly values: unknown;
  /** The draft of these values. When another user signs in, another draft begins. */
  readonly kept: unknown;
  outcome?: WriteOutcome<unknown>;
  /** Whether the form still held these values when they were refused: only then is it being corrected. */
  refusedInPlace?: boolean;
}

/** Whether the user stopped it. */
export const isAbort = ({ code }: Failure): boolean => code === 'ABORTED';

/**
 * A sending that the user stopped did not fail. A failure that the form is `past` says nothing about the values that
 * it holds now.
 */
export function shownState<TOutput>(
  state: OperationState<TOutput>,
  { thrown, past }: { readonly thrown?: Failure | undefined; readonly past?: Failure | undefined },
): OperationState<TOutput> {
  if (thrown) return { kind: 'failed', failure: thrown };
  return state.kind === 'failed' && (isAbort(state.failure) || state.failure === past)
    ? { kind: 'idle', value: state.value }
    : state;
}

/**
 * The entry that the next submission corrects: a dead letter, or a write that newer values of the server block. It
 * would hold up its lane. A form that went on to another write corrects nothing.
 */
export function correctedBy(state: OperationState, last: Sent | undefined): string | undefined {
  if (state.kind === 'blocked' && state.reason === 'conflict' && last) return state.entryId;
  return state.kind === 'failed' && last?.refusedInPlace ? state.entryId : undefined;
}

/** A write that may have taken effect is sent again under the same key. Every other one is a new write. */
export function keyFor(input: unknown, before: Sent | undefined): string | undefined {
  const outcome = before?.outcome;
  const mayHaveWorked =
    outcome?.kind === 'failed' && !outcome.handle && outcome.failure.effect !== 'none';
  return before && mayHaveWorked && isEqual(before.input, input) ? before.key : undefined;
}
