import type { Known } from './outbox-store.ts';
import type { StoredEntry } from './entry-record.ts';
import { isClaim, type EntryStep } from './entry-step.ts';
import {
  ALL_LANES,
  type BurstStepResult,
  type ClaimQuery,
  type EntryChange,
  type FollowQuery,
  type PausedLanes,
} from './outbox-store.ts';

/** One look at the heads of lanes, in any store. */
export interface Look {
  /** Claims the head, or learns when it is due. Returns false when the head lacks only a place. */
  take(head: StoredEntry, known?: Known): boolean;
  result(end: Pick<BurstStepResult, 'fenced' | 'whole'>): Omit<BurstStepResult, 'followers'>;
}

/** `apply` stores a step; it gives `undefined` when the step changes nothing. */
export function createLook(
  { begin, transition, admit, dueOf, room }: ClaimQuery,
  apply: (head: StoredEntry, step: EntryStep) => EntryChange | undefined,
  paused: PausedLanes,
): Look {
  begin?.();
  const changes: EntryChange[] = [];
  const claimed: StoredEntry[] = [];
  const heads: StoredEntry[] = [];
  let dueAt = Infinity;
  const wait = (until: number): void => {
    dueAt = Math.min(dueAt, until);
  };
  const look = (head: StoredEntry, known?: Known): void => {
    const step = transition(head, isPaused(paused, head), known);
    if (isClaim(step)) {
      const admitted = admit(head);
      if (admitted !== true) {
        heads.push(head);
        return wait(admitted);
      }
    }
    const change = apply(head, step);
    if (change) changes.push(change);
    const { entry } = change ?? { entry: head };
    if (!change?.settled) heads.push(entry);
    if (change && entry.state.kind === 'sending') claimed.push(entry);
    else wait(dueOf(entry));
  };
  return {
    take(head, known) {
      if (claimed.length < room) look(head, known);
      else if (transition(head, isPaused(paused, head), known).kind === 'unchanged') {
        heads.push(head);
        wait(dueOf(head));
      } else return false;
      return true;
    },
    result: (end) => ({ changes, claimed, heads, dueAt, ...end }),
  };
}

/** Claims the entry behind a head that is on its way. */
export function followed(
  { transition, mayFollow, paused }: FollowQuery & { readonly paused: PausedLanes },
  head: StoredEntry,
  next: StoredEntry | undefined,
  apply: (next: StoredEntry, step: EntryStep) => EntryChange | undefined,
): EntryChange | undefined {
  if (!next || !mayFollow(next, head)) return undefined;
  const step = transition(next, isPaused(paused, next));
  return isClaim(step) ? apply(next, step) : undefined;
}

export function isPaused(paused: PausedLanes, { lane }: Pick<StoredEntry, 'lane'>): boolean {
  return paused.includes(ALL_LANES) || paused.includes(lane);
}
