import { Failure } from '@holdfast/core';
import type { FailureKind } from '@holdfast/core/parts';
import type { StoredEnd, StoredEntry, StoredState } from './entry-record.ts';

export type EntryStep =
  | { readonly kind: 'kept'; readonly entry: StoredEntry }
  | { readonly kind: 'left'; readonly settlement: StoredEnd }
  /** The event came too late or does not concern this state. */
  | { readonly kind: 'unchanged' };

export const UNCHANGED: EntryStep = { kind: 'unchanged' };
export const QUEUED: StoredState = { kind: 'queued' };

/** Whether the step claims an entry to send it. */
export function isClaim(step: EntryStep): boolean {
  return step.kind === 'kept' && step.entry.state.kind === 'sending';
}

export function keep(entry: StoredEntry, change: Partial<StoredEntry>): EntryStep {
  return { kind: 'kept', entry: { ...entry, ...change } };
}

export function left(settlement: StoredEnd): EntryStep {
  return { kind: 'left', settlement };
}

/** The end of an entry that the server accepted. */
export function appliedBy({
  value,
  replayed,
  costMicros,
}: Pick<Extract<StoredEnd, { kind: 'applied' }>, 'value' | 'replayed'> & {
  readonly costMicros?: number | undefined;
}): Extract<StoredEnd, { kind: 'applied' }> {
  return { kind: 'applied', value, replayed, ...(costMicros !== undefined && { costMicros }) };
}

/** The state of an entry that may have taken effect, and whose user decides. */
export function doubted(
  entry: StoredEntry,
  kind: FailureKind,
  cause?: Failure,
): StoredEntry['state'] {
  const { incidentId, sends } = entry;
  const { requestId } = cause ?? {};
  const failure = new Failure(kind, { incidentId, attempts: sends, requestId, cause });
  return { kind: 'blocked', reason: 'uncertain', failure: failure.toJSON() };
}
