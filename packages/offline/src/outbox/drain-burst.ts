import type { ConnectivityEvidence, Interpretation, Platform, Transport } from '@holdfast/core';
import { createBell, type Bell } from './bell.ts';
import type { StoredEntry } from './entry-record.ts';
import { isSilence } from './judge-refusal.ts';
import type { OutboxLimits } from './outbox-limits.ts';
import { nextEntry, type EntryEvent } from './outbox-state.ts';
import type {
  BurstStep,
  BurstStepResult,
  ClaimQuery,
  EntryChange,
  OutboxStore,
  Transition,
} from './outbox-store.ts';
import { sendEntry } from './send-entry.ts';

export interface BurstContext {
  readonly store: OutboxStore;
  readonly transport: Transport;
  readonly platform: Platform;
  readonly limits: OutboxLimits;
  /** Whose entries may be sent now; `undefined` where only the database knows. */
  readonly owner: () => ClaimQuery['owner'];
  /** Hears every change after its commit. */
  readonly changed: (changes: readonly EntryChange[]) => void;
  readonly evidence: (evidence: ConnectivityEvidence) => void;
}

export interface BurstEnd {
  /** `idle`: nothing more can be sent now. `silence`: no network. `expired`: the time was up. */
  readonly kind: 'idle' | 'silence' | 'expired' | 'fenced' | 'stopped';
  readonly epoch: number;
  readonly sent: number;
  /** The soonest wall-clock time at which a waiting entry may be tried. */
  readonly dueAt: number | undefined;
}

export interface Burst {
  readonly ended: Promise<BurstEnd>;
  /** Makes a running burst look for entries once more before it ends. */
  rescan(): void;
}

/**
 * Sends what can be sent, until nothing more can or the time is up. The caller holds the drain lock;
 * should the lock lie, the epoch keeps two bursts from both claiming an entry.
 */
export function startBurst(context: BurstContext, signal: AbortSignal): Burst {
  const bell = createBell();
  return { ended: runBurst(context, signal, bell), rescan: bell.ring };
}

async function runBurst(context: BurstContext, signal: AbortSignal, bell: Bell): Promise<BurstEnd> {
  const { store, transport, platform, limits, owner, changed, evidence } = context;
  const started = platform.monotonic();
  const epoch = await store.nextEpoch();
  const inFlight = new Set<Promise<void>>();
  const silentLanes = new Set<string>();
  let answers: BurstStep['answers'] = [];
  let answered = 0;
  let sent = 0;
  let afterLane: string | undefined;
  let dueAt: number | undefined;
  let stop: Exclude<BurstEnd['kind'], 'idle'> | undefined;

  const send = async (entry: StoredEntry): Promise<EntryEvent> => {
    const current = owner();
    // Between the claim and now somebody else may have signed in, or this context may be closing.
    if (signal.aborted || (current !== undefined && current !== entry.owner)) {
      return { type: 'withdrawn', epoch };
    }
    sent += 1;
    const answeredBefore = answered;
    const { sendTimeoutMs: timeoutMs } = limits;
    const answer = await sendEntry(entry, transport, platform, { timeoutMs, signal });
    if (answer.kind === 'accepted' || !isSilence(answer.failure)) {
      answered += 1;
      evidence('answered');
    } else {
      if (!signal.aborted) evidence('unanswered');
      silentLanes.add(entry.lane);
      // Others were answered meanwhile: then it is this request that does not get through.
      if (answered === answeredBefore) stop ??= 'silence';
    }
    return toEvent(entry, answer, epoch, platform);
  };

  const start = (entry: StoredEntry): void => {
    const settle = async (): Promise<void> => {
      const event = await send(entry);
      inFlight.delete(flight);
      const transition: Transition = (stored) => nextEntry(stored, event, limits);
      answers = [...answers, { id: entry.id, transition }];
      bell.ring();
    };
    const flight = settle();
    inFlight.add(flight);
  };

  const step = async (room: number): Promise<BurstStepResult> => {
    const now = platform.now();
    const transition: Transition = (entry) =>
      nextEntry(entry, { type: 'claimed', epoch, now }, limits);
    const claim = { owner: owner(), room, afterLane, except: silentLanes, epoch, transition };
    const settling = answers;
    const result = await store.step({
      answers: settling,
      claim: room > 0 ? claim : undefined,
      now,
    });
    answers = answers.filter((answer) => !settling.includes(answer));
    return result;
  };

  try {
    for (;;) {
      if (signal.aborted) stop ??= 'stopped';
      if (platform.monotonic() - started >= limits.burstMs) stop ??= 'expired';
      const room = stop === undefined ? limits.parallel - inFlight.size : 0;
      if (answers.length > 0 || room > 0) {
        const result = await step(room);
        if (result.fenced) stop ??= 'fenced';
        if (room > 0) ({ dueAt } = result);
        afterLane = result.claimed.at(-1)?.lane ?? afterLane;
        for (const entry of result.claimed) start(entry);
        changed(result.changes);
      }
      if (inFlight.size === 0 && answers.length === 0 && (stop !== undefined || !bell.pending()))
        break;
      const mayClaim = stop === undefined && inFlight.size < limits.parallel;
      const cancel =
        mayClaim && dueAt !== undefined
          ? platform.schedule(dueAt - platform.now(), bell.ring)
          : undefined;
      await bell.rung();
      cancel?.();
    }
  } catch (error) {
    // The lock is given back only when nothing of this burst is on its way any more.
    await Promise.allSettled(inFlight);
    await step(0)
      .then(({ changes }) => changed(changes))
      .catch(() => {});
    throw error;
  }
  const kind = stop ?? (silentLanes.size > 0 ? 'silence' : 'idle');
  return { kind, epoch, sent, dueAt };
}

function toEvent(
  entry: StoredEntry,
  answer: Interpretation,
  epoch: number,
  { now, random }: Platform,
): EntryEvent {
  if (answer.kind === 'refused') {
    return { type: 'refused', epoch, failure: answer.failure, now: now(), chance: random() };
  }
  const { value, replayed, costMicros } = answer;
  return { type: 'accepted', key: entry.key, value, replayed, costMicros };
}
