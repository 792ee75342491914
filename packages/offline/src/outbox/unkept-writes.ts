import { Failure, isFailure, type Transport } from '@holdfast/core';
import {
  parseFailure,
  type ConnectivityEvidence,
  type EntryEnd,
  type Naming,
  type NewEntry,
  type Platform,
} from '@holdfast/core/parts';
import { DEFECT, DISPOSED } from '@holdfast/core/failures';
import type { EntryList } from './entry-list.ts';
import { recordOf, type StoredEntry } from './entry-record.ts';
import { revived } from './entry-view.ts';
import type { Following } from './follow-entry.ts';
import { isSilence } from './judge-refusal.ts';
import type { OutboxLimits } from './outbox-limits.ts';
import { originOf } from './origin-of.ts';
import { appliedBy, nextEntry } from './outbox-state.ts';
import { queueFull } from './queue-full.ts';
import { sendEntry } from './send-entry.ts';

export interface UnkeptOptions {
  readonly transport: Transport;
  readonly platform: Platform;
  readonly limits: OutboxLimits;
  readonly owner: () => string | undefined;
  readonly list: Pick<EntryList, 'getSnapshot' | 'subscribe' | 'show'>;
  readonly following: Pick<Following, 'put' | 'drop'>;
  /** Takes in the evidence of a send about the way to its address. */
  readonly evidence: (evidence: ConnectivityEvidence, origin: string | undefined) => void;
  /**
   * Called when a write would be lost with the page. The caller runs the returned function when that is over.
   */
  readonly holdPage: () => () => void;
  /** Names an error of the app's own code within the transport. */
  readonly toFailure?: Naming | undefined;
}

/** Writes that the device could not store, while they are being sent. */
export interface UnkeptWrites {
  /** Sends the entry once, behind all entries that are before it in its lane. */
  send(entry: NewEntry, unstored: Failure): void;
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
  const { transport, platform, limits, owner, list, following, evidence, holdPage } = options;
  const { toFailure } = options;
  const lanes = new Map<string, Promise<unknown>>();
  const open = new Set<string>();
  /** Those that have ended: whether they took effect. */
  const told = new Map<string, boolean>();
  // Created on first use: Cloudflare's workers allow no `AbortController` while their script loads.
  let controller: AbortController | undefined;
  const closing = (): AbortController => (controller ??= new AbortController());

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
        const ahead = list
          .getSnapshot()
          .filter(({ lane, kept }) => lane === entry.lane && kept !== false);
        if (ahead.length === 0) end(true);
        else if (ahead.some(({ state }) => state.kind === 'dead' || state.kind === 'blocked'))
          stop();
      };
      const cancel = platform.schedule(limits.unkeptWithinMs, stop);
      const leave = list.subscribe(look);
      closing().signal.addEventListener('abort', stop);
      look();
    });

  const attempt = async (entry: NewEntry, unstored: Failure): Promise<EntryEnd> => {
    const { id, incidentId } = entry;
    const record: StoredEntry = {
      ...waiting(entry),
      ...{ state: { kind: 'sending', epoch: 0 }, sends: 1 },
    };
    const isClear = await isLaneClear(entry);
    if (closing().signal.aborted) throw new Failure(DISPOSED, { incidentId });
    if (!isClear || owner() !== entry.owner) throw named(unstored, 'none', incidentId);
    list.show(id, record);
    following.put(id, { kind: 'sending' });
    const { signal } = closing();
    const sending = sendEntry(record, transport, platform, limits.sendTimeoutMs, signal, toFailure);
    const answer = await sending.answer;
    const isAnswered = answer.kind === 'accepted' || !isSilence(answer.failure);
    if (isAnswered || !signal.aborted) {
      evidence(isAnswered ? 'answered' : 'unanswered', originOf(record) || undefined);
    }
    if (answer.kind === 'accepted') return revived(appliedBy(answer)) as EntryEnd;
    const { failure } = answer;
    const event = { type: 'refused', epoch: 0, failure, now: 0, chance: 0 } as const;
    const step = nextEntry(record, event, limits);
    if (step.kind === 'left') return revived(step.settlement) as EntryEnd;
    // There is no network either. The user must know that the write is kept nowhere.
    throw isAnswered ? failure : named(unstored, failure.effect, incidentId);
  };

  const end = (id: string, how: EntryEnd): void => {
    following.put(id, how);
    told.delete(id);
    told.set(id, how.kind !== 'failed');
    for (const oldest of told.keys()) {
      if (told.size <= MOST_TOLD) break;
      told.delete(oldest);
      following.drop(oldest);
    }
  };

  return {
    send(entry, unstored) {
      const { id, incidentId } = entry;
      // The user may try a failed write again under the same key.
      if (open.has(id) || told.get(id)) return;
      if (open.size >= limits.maxEntries) {
        return end(id, { kind: 'failed', failure: queueFull(entry, limits.maxEntries) });
      }
      told.delete(id);
      open.add(id);
      const lane = laneKey(entry);
      const release = holdPage();
      // Followers can ask for the end of the write as soon as it is listed.
      following.put(id, { kind: 'queued' });
      list.show(id, waiting(entry));
      const run = async (): Promise<void> => {
        await lanes.get(lane);
        const how = await attempt(entry, unstored).catch((error: unknown): EntryEnd => ({
          kind: 'failed',
          failure: isFailure(error) ? error : new Failure(DEFECT, { incidentId, cause: error }),
        }));
        release();
        open.delete(id);
        list.show(id, undefined);
        if (lanes.get(lane) === turn) lanes.delete(lane);
        end(id, how);
      };
      const turn = run();
      lanes.set(lane, turn);
    },
    async laneFree(entry) {
      const before = lanes.get(laneKey(entry));
      if (!before) return;
      if (open.size >= limits.maxEntries) throw queueFull(entry, limits.maxEntries);
      open.add(entry.id);
      const release = holdPage();
      list.show(entry.id, waiting(entry));
      await before;
      open.delete(entry.id);
      list.show(entry.id, undefined);
      release();
    },
    dispose: () => closing().abort(),
  };
}

function laneKey({ owner, lane }: NewEntry): string {
  return JSON.stringify([owner, lane]);
}

/** The failure of the storage, with the effect that is known of the server. */
function named(unstored: Failure, effect: Failure['effect'], incidentId: string): Failure {
  return parseFailure({ ...unstored.toJSON(), effect, incidentId }) ?? unstored;
}
