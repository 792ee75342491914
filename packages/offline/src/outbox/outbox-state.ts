import { Failure } from '@holdfast/core';
import { ENTRY_EXPIRED, ENTRY_TOO_OLD, ENTRY_UNCERTAIN } from '@holdfast/core/failures';
import type { StoredEntry, StoredState } from './entry-record.ts';
import { appliedBy, doubted, keep, left, QUEUED, UNCHANGED, type EntryStep } from './entry-step.ts';
import {
  NO_EVIDENCE,
  plannedEnd,
  restEndsAt,
  wokenEarly,
  type Evidence,
  type RestRules,
} from './lane-rest.ts';
import type { OutboxLimits } from './outbox-limits.ts';
import { refuse, type Refusal, type RefusalRules } from './refusal-state.ts';

/** An event of one entry. Times are wall-clock milliseconds; `chance` is in [0, 1). */
export type EntryEvent =
  /** A drain burst looked at the first entry of a lane and is ready to send it. */
  | {
      readonly type: 'claimed';
      readonly epoch: number;
      readonly now: number;
      /** The evidence that the entry's address would answer. @default none */
      readonly evidence?: Evidence;
      /** Whether the user paused the lane. @default no */
      readonly isPaused?: boolean;
    }
  /** The burst gives the claim back; nothing left the device. */
  | { readonly type: 'withdrawn'; readonly epoch: number }
  | {
      readonly type: 'accepted';
      readonly key: string;
      readonly value: unknown;
      readonly replayed: boolean;
      readonly costMicros?: number | undefined;
    }
  | ({ readonly type: 'refused'; readonly epoch: number } & Refusal)
  /**
   * The user wants the entry sent again. `knowsRisk`: they saw that it waits for their decision. It takes `freshKey`
   * only if the server would refuse the old key again.
   */
  | {
      readonly type: 'retried';
      readonly freshKey: string;
      readonly now: number;
      readonly knowsRisk: boolean;
    }
  /** The user wants the entry taken out. `knowsRisk`: they saw that it waits for their decision. */
  | { readonly type: 'cancelled'; readonly knowsRisk: boolean }
  /** The entry's owner signed in. */
  | { readonly type: 'released' };

export type StateRules = Pick<OutboxLimits, 'keyMs' | 'maxAgeMs'> & RefusalRules & RestRules;

const PAUSED: StoredState = { kind: 'blocked', reason: 'paused', failure: undefined };

/** The next step of an entry after an event. Pure: the store does the compare-and-set around it. */
export function nextEntry(entry: StoredEntry, event: EntryEvent, rules: StateRules): EntryStep {
  const { state } = entry;
  switch (event.type) {
    case 'claimed':
      return claim(entry, event, rules);
    case 'withdrawn':
      if (!isSentBy(state, event.epoch)) return UNCHANGED;
      return keep(entry, { state: QUEUED, sends: entry.sends - 1 });
    case 'accepted':
      // The server accepted this key. That holds for every tab that sent the entry, however late this tab hears of the
      // answer.
      if (event.key !== entry.key) return UNCHANGED;
      return left(appliedBy(event));
    case 'refused':
      // Another burst has taken over since then. It sends the entry itself and gets an answer of its own.
      if (!isSentBy(state, event.epoch)) return UNCHANGED;
      return refuse(entry, event, rules);
    case 'retried': {
      if (state.kind === 'queued' && (entry.rest || entry.undoMs)) {
        return keep(entry, { rest: undefined, undoMs: undefined });
      }
      if (state.kind === 'queued' || state.kind === 'sending') return UNCHANGED;
      const isUncertain = state.kind === 'blocked' && state.reason === 'uncertain';
      // Its user saw an earlier state, and did not accept that the entry may take effect a second time.
      if (isUncertain && !event.knowsRisk) return UNCHANGED;
      const isFresh = isSpent(entry);
      // The user decided to send the entry although it is old, or may have taken effect. So its age no longer stops it.
      const isAnsweredFor = isTooOld(state) || isUncertain;
      return keep(entry, {
        state: QUEUED,
        ...{ refusals: 0, rest: undefined },
        ...(isFresh && { key: event.freshKey }),
        ...((isFresh || isAnsweredFor) && { keyAt: event.now }),
      });
    }
    case 'cancelled': {
      const isGivenUp = event.knowsRisk && asksUser(state);
      if (state.kind === 'sending' || (entry.doubtful && !isGivenUp)) return UNCHANGED;
      return left({ kind: 'cancelled', ...(entry.doubtful && { doubtful: true }) });
    }
    case 'released':
      if (state.kind !== 'blocked' || state.reason !== 'auth') return UNCHANGED;
      return keep(entry, { state: QUEUED });
  }
}

/** The wall-clock time from which the outbox may send an entry again by itself; `Infinity` for never. */
export function dueOf(
  { state, rest, key, createdAt, undoMs = 0 }: StoredEntry,
  evidence: Evidence,
  rules: StateRules,
): number {
  if (state.kind === 'waiting') return state.since + state.delayMs;
  if (state.kind !== 'queued') return Infinity;
  if (rest) return restEndsAt(rest, key, evidence, rules);
  return undoMs > 0 ? createdAt + undoMs : -Infinity;
}

function claim(
  entry: StoredEntry,
  event: Extract<EntryEvent, { type: 'claimed' }>,
  rules: StateRules,
): EntryStep {
  const { state, rest } = entry;
  const { epoch, now, evidence = NO_EVIDENCE, isPaused } = event;
  if (state.kind === 'sending') {
    if (state.epoch >= epoch) return UNCHANGED;
    // The burst that claimed the entry died before it got an answer. The server may have applied the entry or
    // not.
    const recovered = { ...entry, doubtful: true };
    if (entry.honoursKey) return send(recovered);
    return keep(recovered, { state: doubted(entry, ENTRY_UNCERTAIN) });
  }
  if (isPaused && state.kind === 'queued') return send(entry);
  if (!isPaused && state.kind === 'blocked' && state.reason === 'paused') {
    const resumed: StoredEntry = { ...entry, state: QUEUED };
    const step = claim(resumed, event, rules);
    return step === UNCHANGED ? keep(resumed, {}) : step;
  }
  // When the clock went back behind the start of a pause, the pause starts again now.
  if (state.kind === 'waiting' && now < state.since) {
    return keep(entry, { state: { ...state, since: now } });
  }
  if (state.kind === 'queued' && rest && now < rest.since) {
    return keep(entry, { rest: { since: now, silences: rest.silences } });
  }
  if (state.kind === 'queued' && entry.undoMs && now < entry.createdAt) {
    return keep(entry, { createdAt: now });
  }
  if (now < dueOf(entry, evidence, rules)) return UNCHANGED;
  const isEarly =
    rest && (now < plannedEnd(rest, entry.key, rules) || evidence.backAt >= rest.since);
  return send(isEarly ? { ...entry, rest: wokenEarly(rest, evidence) } : entry);

  function send(candidate: StoredEntry): EntryStep {
    if (isPaused) return keep(candidate, { state: PAUSED });
    const { doubtful, honoursKey, createdAt, keyAt = createdAt, sends, incidentId } = candidate;
    const { maxAgeMs = sends > 0 ? rules.maxAgeMs : Infinity } = candidate;
    const ageMs = now - keyAt;
    const isOld = ageMs >= maxAgeMs;
    // By now the server may have forgotten the key, and could apply the entry a second time.
    const mayRepeat = honoursKey && ageMs >= rules.keyMs;
    if (doubtful && (isOld || mayRepeat)) {
      return keep(candidate, { state: doubted(candidate, ENTRY_EXPIRED) });
    }
    if (isOld) {
      const failure = new Failure(ENTRY_TOO_OLD, { incidentId, attempts: sends });
      return keep(candidate, { state: { kind: 'dead', failure: failure.toJSON() } });
    }
    return keep(candidate, { state: { kind: 'sending', epoch }, sends: sends + 1 });
  }
}

/**
 * Whether sending again under the same key cannot help, because a server repeats a definitive refusal for the same
 * key. A fresh key is safe only when it is certain that nothing took effect.
 */
export function isSpent({ state, doubtful }: StoredEntry): boolean {
  // The server never refused its key. A power failure may have taken the mark that the entry was sent under it.
  if (!isStuck(state) || isTooOld(state)) return false;
  if (state.failure?.code === 'IDEMPOTENCY_KEY_REUSED') return true;
  const refused = state.kind === 'dead' || state.reason === 'conflict';
  return refused && !doubtful && state.failure?.effect === 'none';
}

/**
 * Whether an entry in this state waits for its user. Such a user knows that it may have taken effect. A paused entry waits
 * only for the end of the pause, and nothing tells the user that it was sent before.
 */
export function asksUser(state: { readonly kind: string; readonly reason?: string }): boolean {
  return state.kind === 'dead' || (state.kind === 'blocked' && state.reason !== 'paused');
}

function isTooOld(state: StoredState): boolean {
  return state.kind === 'dead' && state.failure.code === 'ENTRY_TOO_OLD';
}

type Stuck = Extract<StoredState, { kind: 'dead' | 'blocked' }>;

function isStuck(state: StoredState): state is Stuck {
  return state.kind === 'dead' || state.kind === 'blocked';
}

function isSentBy(state: StoredState, epoch: number): boolean {
  return state.kind === 'sending' && state.epoch === epoch;
}
