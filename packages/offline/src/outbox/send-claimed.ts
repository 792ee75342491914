import type { Failure } from '@holdfast/core';
import type { ConnectivityEvidence } from '@holdfast/core/parts';
import type { Admission } from './admission.ts';
import type { Claims } from './create-claims.ts';
import type { StoredEntry } from './entry-record.ts';
import type { Yielding } from './give-way.ts';
import { hasArrived } from './judge-refusal.ts';
import type { EntryEvent } from './outbox-state.ts';
import { takeOverMs, type OutboxLimits } from './outbox-limits.ts';
import type { ClaimQuery, ReplayStore } from './outbox-store.ts';
import { isReady, readyEntry } from './ready-entry.ts';
import { sendEntry, type SendContext } from './send-entry.ts';

/** The parts with which a burst sends. */
export interface ClaimedContext extends SendContext {
  readonly store: Pick<ReplayStore, 'whole' | 'change' | 'isPaused'>;
  readonly limits: OutboxLimits;
  readonly admission: Admission;
  /** The owner of the entries that may be sent now; `undefined` where only the database knows. */
  readonly owner: () => ClaimQuery['owner'];
  readonly evidence: (evidence: ConnectivityEvidence, origin: string | undefined) => void;
}

/**
 * Sends an entry that a burst has claimed, and says how the send ended. Also tells the admission and the evidence what
 * the answer, or the silence, says about the network.
 */
export async function sendClaimed(
  claimed: StoredEntry,
  flight: Yielding & { readonly claimedAt: number },
  context: ClaimedContext,
  signal: AbortSignal,
  epoch: number,
  dress: ReturnType<Claims['dressing']>,
): Promise<EntryEvent> {
  const { platform, limits, admission, owner } = context;
  const refused = (failure: Failure, cut: boolean): EntryEvent => ({
    type: 'refused',
    epoch,
    failure,
    cut,
    now: platform.now(),
    chance: platform.random(),
  });
  let entry: StoredEntry | undefined = claimed;
  const backs = admission.backs();
  try {
    if (!isReady(claimed)) entry = await readyEntry(claimed, context.store, platform);
  } catch (error) {
    return refused(error as Failure, false);
  }
  const current = owner();
  // Between the claim and now another user may have signed in, or this context may be closing.
  const isForeign = current !== undefined && current !== entry?.owner;
  // This context may have been frozen. Then another one may have taken the entry over, and its user may have decided.
  const isLate = platform.monotonic() - flight.claimedAt >= takeOverMs(limits) / 2;
  if (!entry || signal.aborted || isForeign || isLate) return { type: 'withdrawn', epoch };
  admission.tried(entry);
  const answer = await (flight.sending = sendEntry(dress(entry), context, signal)).answer;
  const isAnswered = hasArrived(answer);
  // A browser ends the sends of the old network when the network changes. That says nothing about the new network.
  const cut = !isAnswered && (signal.aborted || admission.backs() > backs);
  if (!cut) {
    const tookMs = platform.monotonic() - flight.startedAt;
    if (isAnswered) admission.answered(entry, tookMs);
    else admission.silent(entry);
    // A send that was given up for another lane says nothing about the network: its server may only be slow.
    if (isAnswered || tookMs >= limits.sendTimeoutMs || !flight.gaveWay) {
      context.evidence(isAnswered ? 'answered' : 'unanswered', flight.origin || undefined);
    }
  }
  if (answer.kind === 'accepted') return { ...answer, type: 'accepted', key: entry.key };
  return refused(answer.failure, cut);
}
