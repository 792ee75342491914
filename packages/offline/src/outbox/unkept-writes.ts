import {
  createCell,
  Failure,
  type EntryView,
  type Observable,
  type Transport,
} from '@holdfast/core';
import {
  parseFailure,
  type ConnectivityEvidence,
  type EntrySettlement,
  type NewEntry,
  type Platform,
} from '@holdfast/core/parts';
import { DISPOSED } from '@holdfast/core/failures';
import { recordOf, type StoredEntry } from './entry-record.ts';
import { viewOf } from './entry-view.ts';
import { isSilence } from './judge-refusal.ts';
import type { OutboxLimits } from './outbox-limits.ts';
import { originOf } from './origin-of.ts';
import { nextEntry } from './outbox-state.ts';
import { sendEntry } from './send-entry.ts';

export interface UnkeptOptions {
  readonly transport: Transport;
  readonly platform: Platform;
  readonly limits: OutboxLimits;
  readonly owner: () => string | undefined;
  /** The stored entries of the signed-in owner. */
  readonly entries: Observable<readonly EntryView[]>;
  /** Takes in the evidence of a send about the way to its address. */
  readonly evidence: (evidence: ConnectivityEvidence, origin: string | undefined) => void;
  /**
   * Called when a write would be lost with the page. The caller runs the returned function when that is over.
   */
  readonly hold: () => () => void;
}

/** Writes that the device could not store, while they are being sent. */
export interface UnkeptWrites extends Observable<readonly EntryView[]> {
  /**
   * Sends the entry once, behind everything that is before it in its lane. Rejects with a `Failure` when it was
   * not applied.
   */
  send(entry: NewEntry, unstored: Failure): Promise<EntrySettlement>;
  settled(id: string): Promise<EntrySettlement> | undefined;
  /** The device has stored the write after all, so the store reports its end. */
  forget(id: string): void;
  /** Resolves when no such write is before this one in its lane. Meanwhile this one is not kept either. */
  laneFree(entry: NewEntry): Promise<void>;
  dispose(): void;
}

// Late callers can still ask how a write ended, but only for a limited number of writes.
const MOST_TOLD = 100;

/**
 * Sends writes live that cannot be stored. Without storage the network may be fine, and a write that is not
 * sent is certainly lost. Each write gets one attempt, in lane order, and never counts as safe.
 */
export function createUnkeptWrites(options: UnkeptOptions): UnkeptWrites {
  const { transport, platform, limits, owner, entries, evidence, hold } = options;
  const views = createCell<readonly EntryView[]>([]);
  const lanes = new Map<string, Promise<unknown>>();
  const told = new Map<string, Promise<EntrySettlement>>();
  const failed = new Set<string>();
  // Created on first use: Cloudflare's workers allow no `AbortController` while their script loads.
  let controller: AbortController | undefined;
  const closing = (): AbortController => (controller ??= new AbortController());

  const show = (entry: StoredEntry | undefined, id: string): void => {
    const others = views.getSnapshot().filter((view) => view.id !== id);
    views.set(entry ? [...others, { ...viewOf(entry), kept: false }] : others);
  };

  // Sorts behind all stored entries.
  const waiting = (entry: NewEntry): StoredEntry => ({
    ...recordOf(entry, platform.now()),
    seq: Number.MAX_SAFE_INTEGER,
  });

  /** Whether the stored entries of its lane are gone within the limit. A stuck entry never goes. */
  const isLaneClear = (entry: NewEntry): Promise<boolean> =>
    new Promise((resolve) => {
      const end = (clear: boolean): void => {
        cancel();
        leave();
        closing().signal.removeEventListener('abort', stop);
        resolve(clear);
      };
      const stop = (): void => end(false);
      const look = (): void => {
        const ahead = entries.getSnapshot().filter(({ lane }) => lane === entry.lane);
        if (ahead.length === 0) end(true);
        else if (ahead.some(({ state }) => state.kind === 'dead' || state.kind === 'blocked'))
          stop();
      };
      const cancel = platform.schedule(limits.unkeptWithinMs, stop);
      const leave = entries.subscribe(look);
      closing().signal.addEventListener('abort', stop);
      look();
    });

  const attempt = async (entry: NewEntry, unstored: Failure): Promise<EntrySettlement> => {
    const { id, incidentId } = entry;
    const record: StoredEntry = {
      ...waiting(entry),
      ...{ state: { kind: 'sending', epoch: 0 }, sends: 1 },
    };
    const isClear = await isLaneClear(entry);
    if (closing().signal.aborted) throw new Failure(DISPOSED, { incidentId });
    if (!isClear || owner() !== entry.owner) throw named(unstored, 'none', incidentId);
    show(record, id);
    const { signal } = closing();
    const answer = await sendEntry(record, transport, platform, {
      ...{ timeoutMs: limits.sendTimeoutMs, signal },
    });
    const isAnswered = answer.kind === 'accepted' || !isSilence(answer.failure);
    if (isAnswered || !signal.aborted) {
      evidence(isAnswered ? 'answered' : 'unanswered', originOf(record) || undefined);
    }
    if (answer.kind === 'accepted') {
      const { value, replayed, costMicros } = answer;
      return {
        ...{ kind: 'applied', value, replayed },
        ...(costMicros === undefined ? {} : { costMicros }),
      };
    }
    const { failure } = answer;
    const event = { type: 'refused', epoch: 0, failure, now: 0, chance: 0 } as const;
    const step = nextEntry(record, event, limits);
    if (step.kind === 'left') return step.settlement;
    // There is no network either. The user must know that the write is kept nowhere.
    throw isAnswered ? failure : named(unstored, failure.effect, incidentId);
  };

  const forget = (id: string): void => {
    told.delete(id);
    failed.delete(id);
  };
  const forgetOldest = (): void => {
    for (const id of told.keys()) if (told.size > MOST_TOLD) forget(id);
  };

  return {
    getSnapshot: views.getSnapshot,
    subscribe: views.subscribe,
    send(entry, unstored) {
      const known = told.get(entry.id);
      // The user may try a failed write again under the same key.
      if (known && !failed.delete(entry.id)) return known;
      const lane = laneKey(entry.owner, entry.lane);
      const release = hold();
      const before = lanes.get(lane) ?? Promise.resolve();
      const sending = before
        .then(() => attempt(entry, unstored))
        .finally(() => {
          release();
          show(undefined, entry.id);
          if (lanes.get(lane) === turn) lanes.delete(lane);
          forgetOldest();
        });
      const turn = sending.catch(() => void failed.add(entry.id));
      lanes.set(lane, turn);
      told.set(entry.id, sending);
      // A caller can ask for the end of the write as soon as it is listed.
      show(waiting(entry), entry.id);
      return sending;
    },
    settled: (id) => told.get(id),
    forget,
    async laneFree(entry) {
      const before = lanes.get(laneKey(entry.owner, entry.lane));
      if (!before) return;
      const release = hold();
      show(waiting(entry), entry.id);
      await before;
      show(undefined, entry.id);
      release();
    },
    dispose: () => closing().abort(),
  };
}

function laneKey(owner: string, lane: string): string {
  return JSON.stringify([owner, lane]);
}

/** The failure of the storage, with the effect that is known of the server. */
function named(unstored: Failure, effect: Failure['effect'], incidentId: string): Failure {
  return parseFailure({ ...unstored.toJSON(), effect, incidentId }) ?? unstored;
}
