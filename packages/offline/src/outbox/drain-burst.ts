import type { Transport } from '@holdfast/core';
import type { ConnectivityEvidence, Interpretation, Platform } from '@holdfast/core/parts';
import type { Admission } from './admission.ts';
import { createBell, type Bell } from './bell.ts';
import type { StoredEntry } from './entry-record.ts';
import { isSilence } from './judge-refusal.ts';
import { originOf } from './origin-of.ts';
import type { OutboxLimits } from './outbox-limits.ts';
import { dueOf, nextEntry, type EntryEvent } from './outbox-state.ts';
import type {
  BurstStep,
  BurstStepResult,
  ClaimQuery,
  EntryChange,
  OutboxStore,
  Pulse,
  Transition,
} from './outbox-store.ts';
import {
  crowdAt,
  firstToGiveWay,
  roomFor,
  slowInMs,
  type Flight,
  type Room,
} from './places-state.ts';
import { sendEntry } from './send-entry.ts';

export interface BurstContext {
  readonly store: OutboxStore;
  readonly transport: Transport;
  readonly platform: Platform;
  readonly limits: OutboxLimits;
  readonly admission: Admission;
  /** Whose entries may be sent now; `undefined` where only the database knows. */
  readonly owner: () => ClaimQuery['owner'];
  /** Hears every change after its commit. */
  readonly changed: (changes: readonly EntryChange[]) => void;
  readonly evidence: (evidence: ConnectivityEvidence, origin: string | undefined) => void;
}

export interface BurstEnd {
  /** `idle`: nothing more can be sent now. `expired`: the time was up. `fenced`: another burst has begun. */
  readonly kind: 'idle' | 'expired' | 'fenced' | 'stopped';
  readonly epoch: number;
  readonly sent: number;
  /** The soonest wall-clock time at which an entry may be tried. */
  readonly dueAt: number | undefined;
}

export interface Burst {
  readonly ended: Promise<BurstEnd>;
  /** Makes a running burst look for entries once more before it ends. */
  rescan(): void;
}

interface FlightHere extends Flight {
  gaveWay: boolean;
  giveUp?: () => void;
}

// A lane that was not tried yet and only waits for the next probe keeps the burst from ending: a worker may
// not live to begin another.
const LINGER_MS = 200;

/**
 * Sends entries until none is ready or the time is up. The caller holds the drain lock, or passes `seen`, the
 * last sign of life of a holder for which it no longer waits. If two bursts run all the same, the epoch keeps
 * them from both claiming an entry.
 */
export function startBurst(context: BurstContext, signal: AbortSignal, seen?: Pulse): Burst {
  const bell = createBell();
  return { ended: runBurst(context, { signal, bell, seen }), rescan: bell.ring };
}

async function runBurst(
  context: BurstContext,
  {
    signal,
    bell,
    seen,
  }: { readonly signal: AbortSignal; readonly bell: Bell; readonly seen: Pulse | undefined },
): Promise<BurstEnd> {
  const { store, transport, platform, limits, admission, owner, changed, evidence } = context;
  const started = platform.monotonic();
  const epoch = await store.nextEpoch(seen);
  if (epoch === undefined) return { kind: 'fenced', epoch: 0, sent: 0, dueAt: undefined };
  const inFlight = new Map<Promise<void>, FlightHere>();
  const looks = new Map<string, () => void>();
  /** The crowds of sends that leave no place for lanes that were never tried. */
  let crowds: (readonly FlightHere[])[] = [];
  let answers: BurstStep['answers'] = [];
  let sent = 0;
  let afterLane: string | undefined;
  let dueAt: number | undefined;
  let untriedAt = Infinity;
  let stop: Exclude<BurstEnd['kind'], 'idle'> | undefined;

  const send = async (entry: StoredEntry, flight: FlightHere): Promise<EntryEvent> => {
    const current = owner();
    // Between the claim and now somebody else may have signed in, or this context may be closing.
    if (signal.aborted || (current !== undefined && current !== entry.owner)) {
      return { type: 'withdrawn', epoch };
    }
    sent += 1;
    admission.tried(entry);
    const { sendTimeoutMs: timeoutMs } = limits;
    const answer = await sendEntry(entry, transport, platform, {
      ...{ timeoutMs, signal },
      waits: (look) => void looks.set(entry.id, look),
      begun: (giveUp) => (flight.giveUp = giveUp),
    });
    looks.delete(entry.id);
    const isAnswered = answer.kind === 'accepted' || !isSilence(answer.failure);
    const cut = !isAnswered && signal.aborted;
    if (!cut) {
      const tookMs = platform.monotonic() - flight.startedAt;
      if (isAnswered) admission.answered(entry, tookMs);
      else admission.silent(entry);
      // A send that was given up for another lane says nothing about the network: its server may only be slow.
      if (isAnswered || tookMs >= timeoutMs || !flight.gaveWay) {
        const { origin } = flight;
        evidence(isAnswered ? 'answered' : 'unanswered', origin === '' ? undefined : origin);
      }
    }
    return toEvent(entry, answer, { epoch, cut }, platform);
  };

  const start = (entry: StoredEntry): void => {
    const flight: FlightHere = {
      startedAt: platform.monotonic(),
      wasSilent: entry.rest !== undefined,
      origin: originOf(entry),
      mayGiveWay: entry.honoursKey,
      gaveWay: false,
    };
    const settle = async (): Promise<void> => {
      const event = await send(entry, flight);
      inFlight.delete(settled);
      const transition: Transition = (stored) => nextEntry(stored, event, limits);
      answers = [...answers, { id: entry.id, transition }];
      bell.ring();
    };
    const settled = settle();
    inFlight.set(settled, flight);
  };

  /**
   * Gives up sends in crowds that have had their time. Returns the milliseconds until the next send can be
   * given up.
   */
  const giveWay = (): number => {
    let soonMs = Infinity;
    for (const crowd of crowds) {
      const flight = firstToGiveWay(crowd);
      if (!flight || flight.gaveWay) continue;
      const leftMs = flight.startedAt + admission.patienceMs(flight.origin) - platform.monotonic();
      if (leftMs > 0) soonMs = Math.min(soonMs, leftMs);
      else {
        flight.gaveWay = true;
        flight.giveUp?.();
      }
    }
    return soonMs;
  };

  const claimOf = (room: Room, now: number): ClaimQuery => {
    const transition: Transition = (entry) =>
      nextEntry(entry, { type: 'claimed', epoch, now, heardAt: admission.heardAt(entry) }, limits);
    let silentRoom = room.silent;
    untriedAt = Infinity;
    crowds = [];
    const begun: string[] = [];
    let probed = false;
    return {
      ...{ owner: owner(), room: room.all, afterLane, first: admission.first(), epoch, transition },
      dueOf: (head) => dueOf(head, admission.heardAt(head), limits),
      admit(head) {
        const at = admission.mayTryAt(head);
        const inMs = at - platform.monotonic();
        if (inMs > 0) {
          const probeAt = now + Math.ceil(inMs);
          if (!head.rest) untriedAt = Math.min(untriedAt, probeAt);
          return probeAt;
        }
        const isProbe = at > -Infinity;
        // One probe at a time, because its result decides about the others.
        if ((isProbe && probed) || (head.rest && silentRoom === 0)) return Infinity;
        const origin = originOf(head);
        const wasSilent = head.rest !== undefined;
        const crowd = crowdAt({ origin, wasSilent }, [...inFlight.values()], begun, limits);
        if (crowd) {
          if (!wasSilent) crowds.push(crowd);
          return Infinity;
        }
        begun.push(origin);
        if (head.rest) silentRoom -= 1;
        probed ||= isProbe;
        return true;
      },
    };
  };

  const step = async (room: Room): Promise<BurstStepResult> => {
    const now = platform.now();
    const settling = answers;
    const claim = room.all > 0 ? claimOf(room, now) : undefined;
    const result = await store.step({ answers: settling, claim, epoch, now });
    answers = answers.filter((answer) => !settling.includes(answer));
    if (claim) {
      ({ dueAt } = result);
      const claimed = result.claimed.map(({ lane }) => lane);
      admission.looked(claimed);
    }
    return result;
  };

  const isOver = (): boolean => {
    if (platform.monotonic() - started < limits.burstMs) return false;
    // The burst goes on when only slow sends are left: they keep the lock, and must not keep other lanes
    // waiting.
    const now = platform.monotonic();
    return inFlight.size === 0 || slowInMs(inFlight.values(), now, limits) !== undefined;
  };
  const isSoon = (): boolean => untriedAt - platform.now() <= LINGER_MS;
  const NO_ROOM: Room = { all: 0, silent: 0 };

  signal.addEventListener('abort', bell.ring);
  try {
    for (;;) {
      if (signal.aborted) stop ??= 'stopped';
      const over = isOver();
      if (over && inFlight.size === 0) stop ??= 'expired';
      const room =
        stop === undefined && !over
          ? roomFor(inFlight.values(), platform.monotonic(), limits)
          : NO_ROOM;
      let whole = false;
      if (answers.length > 0 || room.all > 0) {
        const result = await step(room);
        if (result.fenced) stop ??= 'fenced';
        ({ whole } = result);
        afterLane = result.claimed.at(-1)?.lane ?? afterLane;
        for (const entry of result.claimed) start(entry);
        changed(result.changes);
      }
      const isIdle = stop !== undefined || !(bell.pending() || isSoon());
      if (inFlight.size === 0 && answers.length === 0 && isIdle) break;
      const cancel = stop === undefined ? ringLater(whole) : undefined;
      await bell.rung();
      cancel?.();
      // What woke the burst may be the first event since the host lost its timers.
      for (const look of looks.values()) look();
    }
    if (seen !== undefined) await store.endEpoch(epoch);
  } catch (error) {
    // The lock is given back only when nothing of this burst is on its way any more.
    await Promise.allSettled(inFlight.keys());
    await step(NO_ROOM)
      .then(({ changes }) => changed(changes))
      .catch(() => {});
    throw error;
  } finally {
    signal.removeEventListener('abort', bell.ring);
  }
  return { kind: stop ?? 'idle', epoch, sent, dueAt };

  /** When the next lane may begin although nothing that is on its way has ended. */
  function ringLater(whole: boolean): (() => void) | undefined {
    const dueIn = whole && dueAt !== undefined ? dueAt - platform.now() : Infinity;
    const slowIn = slowInMs(inFlight.values(), platform.monotonic(), limits) ?? Infinity;
    const ms = Math.min(dueIn, slowIn, giveWay());
    return Number.isFinite(ms) ? platform.schedule(ms, bell.ring) : undefined;
  }
}

function toEvent(
  entry: StoredEntry,
  answer: Interpretation,
  { epoch, cut }: { readonly epoch: number; readonly cut: boolean },
  { now, random }: Platform,
): EntryEvent {
  if (answer.kind === 'refused') {
    const { failure } = answer;
    return { type: 'refused', epoch, failure, now: now(), chance: random(), cut };
  }
  const { value, replayed, costMicros } = answer;
  return { type: 'accepted', key: entry.key, value, replayed, costMicros };
}
