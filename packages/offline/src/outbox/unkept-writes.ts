import { Failure, isFailure } from '@holdfast/core';
import {
  withContext,
  type ConnectivityEvidence,
  type EntryEnd,
  type NewEntry,
} from '@holdfast/core/parts';
import { DEFECT, DISPOSED } from '@holdfast/core/failures';
import type { EntryList } from './entry-list.ts';
import { recordOf, type StoredEntry } from './entry-record.ts';
import { appliedBy } from './entry-step.ts';
import { revived } from './entry-view.ts';
import type { Following } from './follow-entry.ts';
import { hasArrived } from './judge-refusal.ts';
import type { OutboxLimits } from './outbox-limits.ts';
import { isPaused } from './look-at-heads.ts';
import { originOf } from './origin-of.ts';
import type { OutboxStore, PausedLanes } from './outbox-store.ts';
import { nextEntry } from './outbox-state.ts';
import { queueFull } from './queue-full.ts';
import { sendEntry, type SendContext } from './send-entry.ts';

export interface UnkeptOptions extends SendContext {
  readonly owner: () => string | undefined;
  readonly limits: OutboxLimits;
  readonly list: Pick<EntryList, 'getSnapshot' | 'subscribe' | 'show'>;
  readonly following: Pick<Following, 'put' | 'drop'>;
  /** Knows the paused lanes, if the device can read it. */
  readonly store: Pick<OutboxStore, 'pause'>;
  /** Hears what a send says about the network to its address. */
  readonly evidence: (evidence: ConnectivityEvidence, origin: string | undefined) => void;
  /**
   * Called when a write would be lost with the page. The returned function says that this is over.
   */
  readonly holdPage: () => () => void;
}

/** Writes that the device could not store, while they are being sent. */
export interface UnkeptWrites {
  /** Sends the entry once, behind all entries that are before it in its lane. */
  send(entry: NewEntry, unstored: Failure): void;
  /**
   * Resolves when no unkept write is before this one in its lane; `undefined` when there is none now. Until then, this
   * write is not kept either.
   */
  laneFree(entry: NewEntry): Promise<void> | undefined;
  /** Whether an id belongs to an unkept write, also to one that has ended. The device does not know how it ended. */
  has(id: string): boolean;
  dispose(): void;
}

// Late callers can still ask how a write ended, but only for a limited number of writes.
const MOST_TOLD = 100;

/**
 * Sends the writes live that the device cannot store. The network may work although the storage does not, and a write
 * that is not sent is certainly lost. Each write gets one attempt, in lane order, and never counts as safe.
 */
export function createUnkeptWrites(options: UnkeptOptions): UnkeptWrites {
  const { platform, limits, owner, list, following, store, evidence, holdPage } = options;
  const lanes = new Map<string, Promise<unknown>>();
  const open = new Set<string>();
  /** For each write that has ended, whether it took effect. */
  const told = new Map<string, boolean>();
  // Created on first use: Cloudflare's workers allow no `AbortController` while their script loads.
  let controller: AbortController | undefined;
  const closing = (): AbortController => (controller ??= new AbortController());

  const isFull = (): boolean => open.size >= limits.maxEntries;

  /** Shows a write behind all stored entries, and runs `work` behind the writes before it in its lane. */
  const inLane = async <T>(
    entry: NewEntry,
    work: (record: StoredEntry) => Promise<T>,
  ): Promise<T> => {
    const plain = recordOf(entry, platform.now());
    // The write is sent at once, so its user cannot take it back.
    const record = { ...plain, undoMs: undefined, seq: Number.MAX_SAFE_INTEGER };
    const lane = laneKey(entry);
    const before = lanes.get(lane);
    open.add(entry.id);
    const release = holdPage();
    list.show(record);
    const run = async (): Promise<T> => {
      await before;
      const result = await work(record);
      release();
      open.delete(entry.id);
      list.show(record, true);
      if (lanes.get(lane) === turn) lanes.delete(lane);
      return result;
    };
    const turn = run();
    lanes.set(lane, turn);
    return turn;
  };

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

  const attempt = async (queued: StoredEntry, unstored: Failure): Promise<EntryEnd> => {
    const { owner: itsOwner, id, incidentId } = queued;
    const entry: StoredEntry = { ...queued, state: { kind: 'sending', epoch: 0 }, sends: 1 };
    const isClear = await isLaneClear(entry);
    const paused = await store.pause(itsOwner).catch((): PausedLanes => []);
    const { signal } = closing();
    if (signal.aborted) throw new Failure(DISPOSED, { incidentId });
    if (!isClear || isPaused(paused, entry) || owner() !== itsOwner) {
      throw withContext(unstored, { effect: 'none', incidentId });
    }
    list.show(entry);
    following.put(id, { kind: 'sending' });
    const answer = await sendEntry(entry, options, signal).answer;
    const isAnswered = hasArrived(answer);
    if (isAnswered || !signal.aborted) {
      evidence(isAnswered ? 'answered' : 'unanswered', originOf(entry) || undefined);
    }
    if (answer.kind === 'accepted') return revived(appliedBy(answer)) as EntryEnd;
    const { failure } = answer;
    const event = { type: 'refused', epoch: 0, failure, now: 0, chance: 0 } as const;
    const step = nextEntry(entry, event, limits);
    if (step.kind === 'left') return revived(step.settlement) as EntryEnd;
    // The network is missing too. The user must know that the write is kept nowhere.
    throw isAnswered ? failure : withContext(unstored, { effect: failure.effect, incidentId });
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
      // The page cannot tell how the other sends ended.
      if (entry.after ?? entry.temporaryId) return end(id, { kind: 'failed', failure: unstored });
      if (isFull()) {
        return end(id, { kind: 'failed', failure: queueFull(entry, limits.maxEntries) });
      }
      told.delete(id);
      // Followers can ask for the end of the write as soon as it is listed.
      following.put(id, { kind: 'queued' });
      void inLane(entry, (record) =>
        attempt(record, unstored).catch((error: unknown): EntryEnd => ({
          kind: 'failed',
          failure: isFailure(error) ? error : new Failure(DEFECT, { incidentId, cause: error }),
        })),
      ).then((how) => end(id, how));
    },
    laneFree(entry) {
      if (!lanes.has(laneKey(entry))) return undefined;
      if (isFull()) throw queueFull(entry, limits.maxEntries);
      return inLane(entry, async () => {});
    },
    has: (id) => open.has(id) || told.has(id),
    dispose: () => closing().abort(),
  };
}

/** A lane of an owner as one text. */
export function laneKey({ owner, lane }: NewEntry): string {
  return JSON.stringify([owner, lane]);
}
