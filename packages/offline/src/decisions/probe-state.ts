import type { StoredEntry } from '../outbox/entry-record.ts';
import { appliedBy, keep, left, QUEUED, UNCHANGED, type EntryStep } from '../outbox/entry-step.ts';

/** The answer of the server about a write that may have taken effect. */
export type ProbeAnswer =
  /** The write took effect. `value` takes the place of its answer; the handle checks it. */
  | { readonly kind: 'applied'; readonly value?: unknown }
  /** The write certainly took no effect. The outbox sends it again, under the same key. */
  | { readonly kind: 'absent' }
  /** The user decides. */
  | { readonly kind: 'unknown' };

/** The step of an uncertain entry after the server was asked. The user, or another tab, may have decided before. */
export function probed(entry: StoredEntry, answer: ProbeAnswer, now: number): EntryStep {
  const { state } = entry;
  if (state.kind !== 'blocked' || state.reason !== 'uncertain') return UNCHANGED;
  switch (answer.kind) {
    case 'applied':
      return left(appliedBy({ value: answer.value, replayed: true }));
    case 'absent':
      return keep(entry, {
        ...{ state: QUEUED, doubtful: false, keyAt: now },
        ...{ refusals: 0, rest: undefined },
      });
    case 'unknown':
      return UNCHANGED;
  }
}
