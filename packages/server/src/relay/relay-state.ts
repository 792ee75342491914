import type { Failure } from '@holdfast/core';
import type { FailureJson } from '@holdfast/core/parts';
import type { RelayVerdict } from './relay-sink.ts';
import { requestedWait } from './requested-wait.ts';

/**
 * Where an event stands. `sending` belongs to the relay that claimed it, by the epoch of its lease. `dead` and
 * `blocked` wait for an administrator.
 */
export type RelayState = 'waiting' | 'sending' | 'done' | 'dead' | 'blocked';

/** The step from `sending` to the next state. A store takes it only where the epoch is still that of the claim. */
export interface RelayChange {
  readonly to: Exclude<RelayState, 'sending'>;
  /** Whether the later events of its key still wait for it. */
  readonly holdsKey: boolean;
  /** `failed` counts against the limit of failures. `unsent` takes the attempt back. `tried` counts as neither. */
  readonly attempt: 'failed' | 'tried' | 'unsent';
  /** Milliseconds until the next attempt. */
  readonly dueInMs: number;
  readonly failure?: FailureJson;
}

export interface RelayRules {
  /** After this many failed attempts, an event is dead. */
  readonly maxFailures: number;
  /** After this many attempts that ended with their process, an event is dead. */
  readonly maxCrashes: number;
  /** Whether the later events of a key wait for a dead event, or the key goes on after it. */
  readonly onPoison: 'stop' | 'skip';
}

/** What the store knows about the earlier attempts of an event. */
export interface Tries {
  readonly failures: number;
  /** Attempts in a row that ended with their process. */
  readonly crashes: number;
}

export interface Judged {
  readonly verdict: RelayVerdict;
  /** Whether a failure counts against the event. While the whole sink fails, it does not. */
  readonly counts: boolean;
  /** The wait of the relay's own backoff. */
  readonly delayMs: number;
}

/** The state of a claimed event that the relay did not send, because it leaves the sink alone or stops. */
export const UNSENT: RelayChange = {
  to: 'waiting',
  holdsKey: true,
  attempt: 'unsent',
  dueInMs: 0,
};

/** The state of an event that the relay no longer waits for. It may have arrived. */
export const INTERRUPTED: RelayChange = {
  to: 'waiting',
  holdsKey: true,
  attempt: 'tried',
  dueInMs: 0,
};

const DONE: RelayChange = { to: 'done', holdsKey: false, attempt: 'tried', dueInMs: 0 };

/** The next state of an event that was sent. */
export function afterVerdict(
  { failures }: Pick<Tries, 'failures'>,
  { verdict, counts, delayMs }: Judged,
  { maxFailures, onPoison }: Pick<RelayRules, 'maxFailures' | 'onPoison'>,
): RelayChange {
  if (verdict.outcome === 'done') return DONE;
  const { outcome } = verdict;
  const failure = verdict.failure.toJSON();
  if (outcome === 'blocked') {
    return { to: 'blocked', holdsKey: true, attempt: 'tried', dueInMs: 0, failure };
  }
  if (outcome === 'dead' || (counts && failures + 1 >= maxFailures)) {
    return dead(verdict.failure, outcome === 'dead' && verdict.passes ? 'skip' : onPoison);
  }
  const dueInMs = Math.max(requestedWait(delayMs), requestedWait(verdict.afterMs ?? 0));
  return { to: 'waiting', holdsKey: true, attempt: counts ? 'failed' : 'tried', dueInMs, failure };
}

/** The state of an event that the relay sends again only when an administrator says so. */
export function dead(failure: Failure, onPoison: RelayRules['onPoison']): RelayChange {
  return {
    to: 'dead',
    holdsKey: onPoison === 'stop',
    attempt: 'failed',
    dueInMs: 0,
    failure: failure.toJSON(),
  };
}

/**
 * How an event may be sent after attempts that ended with their process: `freely` in a batch, `single` as the only one
 * of its key, `alone` while this process sends nothing else, or not at all. An event that ends the process is `alone`
 * from its third attempt on, so it takes no other event with it.
 */
export function suspicionOf(
  { crashes }: Pick<Tries, 'crashes'>,
  maxCrashes: number,
): 'freely' | 'single' | 'alone' | 'poison' {
  if (crashes >= maxCrashes) return 'poison';
  return crashes === 0 ? 'freely' : crashes === 1 ? 'single' : 'alone';
}

/** The first event of a key that is not done. */
export interface Head {
  readonly lane: string;
  readonly position: number;
  readonly state: RelayState;
  /** Milliseconds until it may be sent. */
  readonly dueInMs: number;
  readonly crashes: number;
}

export interface Picked {
  readonly lane: string;
  readonly from: number;
  /** How many positions to take, this one included. */
  readonly count: number;
}

export interface HeadPick {
  readonly picked: readonly Picked[];
  /** A lane whose head must be sent alone. */
  readonly suspect?: string;
  /** Milliseconds until the next of these heads may be sent. */
  readonly dueInMs?: number;
}

/**
 * How many heads a claim looks at, at least. So a sink that takes one event in a call does not claim once for each
 * dead head.
 */
const FEWEST_HEADS = 50;

/** How many heads a claim looks at to find `most` events. */
export function headsFor(most: number): number {
  return Math.max(FEWEST_HEADS, most);
}

/**
 * The lane after which the next claim goes on, or `undefined` after the last lane of all. `lanes` are those that the
 * claim looked at, in order, up to `headsFor(most)`. `isWhole` says that no lane comes after them.
 */
export function lastLane(
  lanes: readonly string[],
  {
    picked,
    most,
    isWhole,
  }: Pick<HeadPick, 'picked'> & { readonly most: number; readonly isWhole: boolean },
): string | undefined {
  const taken = picked.at(-1)?.lane;
  if (picked.length === most && taken !== lanes.at(-1)) return taken;
  return isWhole ? undefined : lanes.at(-1);
}

/** Decides which heads are sent now, and how many events of each key. Shares `most` evenly among the keys. */
export function pickHeads(
  heads: readonly Head[],
  { most, alone = false }: { readonly most: number; readonly alone?: boolean },
): HeadPick {
  const waiting = heads.filter(({ state }) => state === 'waiting');
  const later = waiting.filter(({ dueInMs }) => dueInMs > 0);
  const ready = waiting.filter(({ dueInMs }) => dueInMs <= 0);
  const suspect = ready.find(({ crashes }) => crashes > 1);
  const taken = alone
    ? ready.slice(0, 1)
    : ready.filter(({ crashes }) => crashes <= 1).slice(0, most);
  const share = Math.max(1, Math.floor(most / Math.max(1, taken.length)));
  const dueInMs = later.reduce((least, head) => Math.min(least, head.dueInMs), Infinity);
  return {
    picked: taken.map(({ lane, position, crashes }) => ({
      lane,
      from: position,
      count: alone || crashes > 0 ? 1 : share,
    })),
    ...(suspect && { suspect: suspect.lane }),
    ...(dueInMs < Infinity && { dueInMs }),
  };
}

/**
 * The events of a key to send at once: the first one, and the following ones up to the next whose attempt never
 * ended.
 */
export function withoutSuspects<T extends Pick<Tries, 'crashes'>>(
  events: readonly T[],
): readonly T[] {
  const end = events.findIndex(({ crashes }, index) => index > 0 && crashes > 0);
  return end < 0 ? events : events.slice(0, end);
}

/** What an administrator does with a dead event. */
export type DeadAction = 'retry' | 'skip' | 'drop';
