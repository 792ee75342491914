import type { StoredEntry } from './entry-record.ts';
import type { EntryStep } from './entry-step.ts';
import type { BurstStepResult, ClaimQuery, EntryChange, PausedLanes } from './outbox-store.ts';

/** One look at the heads of lanes, in any store. */
export interface Look {
  /** Claims the head, or learns when it is due. Gives false when no place is left. */
  take(head: StoredEntry): boolean;
  result(end: Pick<BurstStepResult, 'fenced' | 'whole'>): BurstStepResult;
}

/** `apply` stores a step; it gives `undefined` when the step changes nothing. */
export function createLook(
  { transition, admit, dueOf, room }: ClaimQuery,
  apply: (head: StoredEntry, step: EntryStep) => EntryChange | undefined,
  paused: PausedLanes,
): Look {
  const isAllPaused = paused.includes(undefined);
  const changes: EntryChange[] = [];
  const claimed: StoredEntry[] = [];
  const heads: StoredEntry[] = [];
  let dueAt = Infinity;
  const wait = (until: number): void => {
    dueAt = Math.min(dueAt, until);
  };
  const look = (head: StoredEntry): void => {
    const step = transition(head, isAllPaused || paused.includes(head.lane));
    if (step.kind === 'kept' && step.entry.state.kind === 'sending') {
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
    take(head) {
      look(head);
      return claimed.length < room;
    },
    result: (end) => ({ changes, claimed, heads, dueAt, ...end }),
  };
}
