import type { Failure } from '@holdfast/core';
import { ENTRY_UNCERTAIN } from '@holdfast/core/failures';
import type { StoredEntry, StoredState } from './entry-record.ts';
import { appliedBy, doubted, keep, left, QUEUED, type EntryStep } from './entry-step.ts';
import { fullJitter } from './full-jitter.ts';
import { judgeRefusal } from './judge-refusal.ts';
import { restAfterSilence } from './lane-rest.ts';
import type { OutboxLimits } from './outbox-limits.ts';

/** A send that did not succeed. */
export interface Refusal {
  readonly failure: Failure;
  /** Wall-clock milliseconds. */
  readonly now: number;
  /** A number in [0, 1). */
  readonly chance: number;
  /** The sender was stopped, or the network changed during the send: the silence says nothing about this network. */
  readonly cut?: boolean;
}

export type RefusalRules = Pick<OutboxLimits, 'retryBackoffMs' | 'retryBackoffMaxMs' | 'hintMaxMs'>;

/** The step of an entry whose send was refused, or was not answered. */
export function refuse(
  entry: StoredEntry,
  { failure, now, chance, cut }: Refusal,
  rules: RefusalRules,
): EntryStep {
  const { refusals, honoursKey, expectation } = entry;
  const doubtful = entry.doubtful || failure.effect !== 'none';
  const json = failure.toJSON();
  const tell = (state: StoredState, change: Partial<StoredEntry> = {}): EntryStep =>
    keep(entry, { state, doubtful, rest: undefined, ...change });
  const verdict = judgeRefusal(failure, honoursKey);
  switch (verdict) {
    case 'requeue':
      return tell(QUEUED, { rest: cut ? entry.rest : restAfterSilence(entry.rest, now) });
    case 'leave': {
      // Only an entry that expects a value can lack one.
      const isNeeded = expectation.accept !== 'nothing' && expectation.unneeded !== true;
      return left({
        ...appliedBy({ value: undefined, replayed: false }),
        ...(isNeeded && { failure: json }),
      });
    }
    case 'wait': {
      const { retryBackoffMs, retryBackoffMaxMs, hintMaxMs } = rules;
      const { retryAfterMs: hint } = failure;
      const count = hint === undefined ? refusals : 0;
      const pause = fullJitter(count, retryBackoffMs, retryBackoffMaxMs, chance);
      // Without the pause, a hint of 0 would let the outbox hammer the server.
      const delayMs = Math.max(Math.min(hint ?? 0, hintMaxMs), pause);
      return tell(
        { kind: 'waiting', since: now, delayMs, failure: json },
        { refusals: refusals + 1 },
      );
    }
    case 'bury':
      return tell({ kind: 'dead', failure: json });
    case 'uncertain':
      // A send without an answer has no failure to show.
      return tell(doubted(entry, ENTRY_UNCERTAIN, failure));
    case 'undecided':
      return tell({ kind: 'blocked', reason: 'uncertain', failure: json });
    default:
      return tell({ kind: 'blocked', reason: verdict, failure: json });
  }
}
