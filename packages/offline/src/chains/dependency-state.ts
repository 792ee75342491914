import { Failure } from '@holdfast/core';
import { creatorOf } from '@holdfast/core/parts';
import { DEPENDENCY_STUCK } from '@holdfast/core/failures';
import type { StoredEntry } from '../outbox/entry-record.ts';
import { keep, QUEUED, UNCHANGED, type EntryStep } from '../outbox/entry-step.ts';
import { hasLeft, type Known } from '../outbox/outbox-store.ts';

/** Why an entry keeps the entries that wait for it. */
type Stuck = 'dead' | 'blocked' | 'cancelled' | 'later' | 'lost' | 'unidentified';

/** Whether an entry is blocked because of another one. */
export function isBlocked({ state }: StoredEntry): boolean {
  return state.kind === 'blocked' && state.reason === 'dependency';
}

/**
 * The step that keeps an entry from being sent; `undefined` when all entries before it have been applied. It is
 * `queued` while the others are under way, and blocked for its dependency while one of them is stuck. It goes
 * on by itself when the stuck entry goes on. An entry that the outbox has forgotten was applied long ago.
 */
export function ruleOnDependencies(head: StoredEntry, known: Known): EntryStep | undefined {
  const { state, after = [], incidentId } = head;
  const verdicts = after.map((id, index): Stuck | 'under way' | undefined => {
    const one = known.found[index];
    if (one === 'lost') return 'lost';
    if (one && !hasLeft(one)) {
      // An entry waits only for entries that were added before it, so that no two entries wait for each other.
      if (one.seq >= head.seq) return 'later';
      const { kind } = one.state;
      return kind === 'dead' || kind === 'blocked' ? kind : 'under way';
    }
    if (one?.settlement.kind === 'cancelled') return 'cancelled';
    return creatorOf(id) !== undefined && !known.ids.has(id) ? 'unidentified' : undefined;
  });
  const reason = verdicts.find((verdict) => verdict && verdict !== 'under way');
  if (reason) {
    const before = 'failure' in state ? state.failure?.details?.['reason'] : undefined;
    if (isBlocked(head) && before === reason) return UNCHANGED;
    const failure = new Failure(DEPENDENCY_STUCK, { incidentId, details: { reason } }).toJSON();
    return keep(head, { state: { kind: 'blocked', reason: 'dependency', failure } });
  }
  if (!verdicts.includes('under way')) return undefined;
  return state.kind === 'queued' ? UNCHANGED : keep(head, { state: QUEUED });
}
