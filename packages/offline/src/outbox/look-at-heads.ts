import type { StoredEntry } from './entry-record.ts';
import type { EntryStep } from './outbox-state.ts';
import type { BurstStepResult, ClaimQuery, EntryChange } from './outbox-store.ts';

/** One look at the heads of lanes, in any store. */
export interface Look {
  /** The next state of a head; `undefined` when it stays as it is. */
  at(head: StoredEntry): Exclude<EntryStep, { kind: 'unchanged' }> | undefined;
  changed(change: EntryChange): void;
  claims(): number;
  result(end: Pick<BurstStepResult, 'fenced' | 'whole'>): BurstStepResult;
}

export function createLook({ transition, admit, dueOf }: ClaimQuery): Look {
  const changes: EntryChange[] = [];
  const claimed: StoredEntry[] = [];
  let dueAt: number | undefined;
  const wait = (until: number | undefined): void => {
    if (until !== undefined && until < Infinity) dueAt = Math.min(dueAt ?? Infinity, until);
  };
  return {
    at(head) {
      const step = transition(head);
      if (step.kind === 'unchanged') {
        wait(dueOf(head));
        return undefined;
      }
      if (step.kind === 'kept' && step.entry.state.kind === 'sending') {
        const admitted = admit(head);
        if (admitted !== true) {
          wait(admitted);
          return undefined;
        }
      }
      return step;
    },
    changed(change) {
      changes.push(change);
      if (change.entry?.state.kind === 'sending') claimed.push(change.entry);
      else if (change.entry) wait(dueOf(change.entry));
    },
    claims: () => claimed.length,
    result: ({ fenced, whole }) => ({ changes, claimed, dueAt, fenced, whole }),
  };
}
