import type { StoredEntry } from '../outbox/entry-record.ts';
import { keep, QUEUED, UNCHANGED, type EntryStep } from '../outbox/entry-step.ts';

/** The part of an entry that its operation makes of an input. */
export type Content = Pick<
  StoredEntry,
  'input' | 'request' | 'bodyParts' | 'expectation' | 'invalidates' | 'honoursKey' | 'version'
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
 * Gives an entry another content, in its place in its lane and under its id. An entry that was never sent keeps its
 * key. Every other one gets a fresh key, because the server may have kept its answer under the old key.
 */
export function rewritten(
  entry: StoredEntry,
  content: Partial<Content>,
  { freshKey, now }: Renewal,
): EntryStep {
  if (!mayChange(entry)) return UNCHANGED;
  // A context that died on a full disk may have sent it under this key: then the server names another content.
  if (entry.sends === 0 && !entry.doubtful) {
    return keep(entry, { ...content, state: QUEUED, keyAt: now });
  }
  return renewed(entry, { freshKey, now }, content);
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
