import type { StoredEntry } from '../outbox/entry-record.ts';
import { isSpent } from '../outbox/outbox-state.ts';
import { keep, QUEUED, UNCHANGED, type EntryStep } from '../outbox/entry-step.ts';

/** The part of an entry that its operation makes from an input. */
export type Content = Pick<
  StoredEntry,
  | 'input'
  | 'request'
  | 'bodyParts'
  | 'expectation'
  | 'invalidates'
  | 'honoursKey'
  | 'version'
  | 'after'
  | 'coalesce'
>;

export interface Renewal {
  /** The key of an entry that the server may have seen under its old one. */
  readonly freshKey: string;
  /** Wall-clock milliseconds. The age of the entry counts from here. */
  readonly now: number;
}

/** Whether the content of an entry may change: it was never sent, or its user decides about it. */
export function mayChange({ state, sends, doubtful }: StoredEntry): boolean {
  const isUnsent = state.kind === 'queued' && sends === 0 && !doubtful;
  return isUnsent || state.kind === 'blocked' || state.kind === 'dead';
}

/**
 * Gives an entry another content, in its place in its lane and under its id. It gets a fresh key when the
 * server may have kept an answer under the old one. Every other entry keeps its key: a power failure or a full
 * disk may have taken the mark that it was sent. Then the server refuses the key, because it knows the key with
 * another content.
 */
export function rewritten(
  entry: StoredEntry,
  content: Partial<Content>,
  { freshKey, now }: Renewal,
): EntryStep {
  if (!mayChange(entry)) return UNCHANGED;
  const key = isSpent(entry) || entry.doubtful ? freshKey : entry.key;
  return keep(entry, {
    ...{ ...content, key, keyAt: now },
    ...{ refusals: 0, rest: undefined, state: QUEUED },
  });
}

/** Puts an entry back in line under a fresh key. */
export function renewed(
  entry: StoredEntry,
  { freshKey, now }: Renewal,
  content: Partial<Content> = {},
): EntryStep {
  const { kind } = entry.state;
  if (kind !== 'blocked' && kind !== 'dead') return UNCHANGED;
  const fresh = { key: freshKey, keyAt: now, refusals: 0, rest: undefined };
  return keep(entry, { ...content, ...fresh, state: QUEUED });
}
