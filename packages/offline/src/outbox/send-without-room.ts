import { isFailure } from '@holdfast/core';
import { inTurn, type LockPort, type Platform } from '@holdfast/core/parts';
import type { StoredEntry } from './entry-record.ts';
import { headsOfList } from './heads-of-list.ts';
import { createLook, isPaused } from './look-at-heads.ts';
import { UNCHANGED, type EntryStep } from './entry-step.ts';
import { holdUnwritten } from './hold-unwritten.ts';
import { SHORT_MS, unlessUnwritten, unwrittenLock } from './unless-unwritten.ts';
import {
  changeBy,
  hasLeft,
  type BurstStep,
  type BurstStepResult,
  type ClaimQuery,
  type EntryChange,
  type Found,
  type OutboxStore,
} from './outbox-store.ts';
import { caughtUp, isFree, isSending, type Unwritten } from './unwritten.ts';

export interface RoomOptions {
  readonly name: string;
  readonly locks: LockPort;
  readonly platform: Pick<Platform, 'now' | 'schedule'>;
  /** Hears changes that were written outside of a burst. Other tabs may have looked at the disk before. */
  readonly wrote: (changes: readonly EntryChange[]) => void;
  /** Hears of entries whose changes were dropped, because another context had changed the stored entries. */
  readonly overruled: (ids: readonly string[]) => void;
}

// Above every number that a database gives.
const FIRST_EPOCH = 2 ** 52;

// How often a context looks whether there is room for changes that it cannot make in memory, or does not send.
const LOOK_MS = 1_000;

const isQuota = (error: unknown): boolean => isFailure(error, 'STORAGE_QUOTA');

/**
 * The same claim, which leaves an entry that is too old until its end can be written. If the context told of that end
 * and died, and the clock were set back, another context would send an entry that its user saw as dead.
 */
function unburied(claim: ClaimQuery, now: number): ClaimQuery {
  const old = new Set<string>();
  return {
    ...claim,
    transition(head, ...rest) {
      const step = claim.transition(head, ...rest);
      if (step.kind !== 'kept' || step.entry.state.kind !== 'dead') return step;
      old.add(head.id);
      return UNCHANGED;
    },
    dueOf: (head) => (old.has(head.id) ? now + LOOK_MS : claim.dueOf(head)),
  };
}

/**
 * The same store, whose bursts go on when the disk has no room to write their claims. Such a burst keeps its claims
 * and the ends of its entries in memory, and a later step writes them when there is room. It runs only under the lock,
 * so that one context sends at most. It sends only entries whose server honours keys and that have nothing to do with
 * other entries: if the context dies, the next one sends them again under the same key. The claims of all other
 * entries must be written first, as always. A lock tells the other contexts of unwritten changes, so that none of them
 * cancels an entry that may be on its way.
 */
export function sendingWithoutRoom(
  store: OutboxStore,
  { name, locks, platform, wrote, overruled }: RoomOptions,
): OutboxStore {
  const unwritten = new Map<string, Unwritten>();
  let lastEpoch = FIRST_EPOCH;
  /** The error of the disk; set while this context goes on in memory. */
  let full: unknown;
  let isLocked = false;
  /** Steps in memory read first and then decide, so that no change may come in between. */
  const alone = inTurn();

  const lock = { lockName: unwrittenLock(name), locks, platform };
  const hold = holdUnwritten(lock);
  const others = unlessUnwritten(lock);
  let cancelLook: (() => void) | undefined;
  /** Goes on in memory. Throws the error again when another context does so already. */
  const goOnInMemory = async (cause: unknown): Promise<void> => {
    if (!isLocked || !isQuota(cause)) throw cause;
    full = cause;
    if (hold.isHeld() || (await hold.take())) return;
    full = undefined;
    throw cause;
  };
  const letGo = (): void => {
    if (unwritten.size > 0) return;
    cancelLook?.();
    hold.letGo();
  };
  /** A newer page has the database. This page can never write its changes, and must not keep the newer one waiting. */
  const giveUp = (error: unknown): void => {
    if (isFailure(error, 'STORAGE_NEWER')) unwritten.clear();
    letGo();
  };
  const ifWritten = <T>(work: () => Promise<T>, patienceMs?: number): Promise<T | undefined> =>
    hold.isHeld() ? work() : others(work, patienceMs);

  const latest = (entry: StoredEntry): Found => unwritten.get(entry.id)?.found ?? entry;
  const find = async (ids: readonly string[]): Promise<readonly (Found | undefined)[]> => {
    const found = await store.find(ids);
    return ids.map((id, index) => {
      const one = found[index];
      // The stored entry may be another entry, which took this one in.
      return unwritten.get(one?.id ?? id)?.found ?? one;
    });
  };
  const list = async (owner: string): Promise<readonly StoredEntry[]> =>
    (await store.list(owner)).flatMap((entry) => {
      const found = latest(entry);
      return hasLeft(found) ? [] : [found];
    });

  const written = async (step: BurstStep): Promise<BurstStepResult> => {
    const late = [...unwritten];
    const result = await store.step({
      ...step,
      answers: [
        ...late.map(([id, change]) => ({
          id,
          transition: (stored: StoredEntry) => caughtUp(stored, change),
        })),
        ...step.answers,
      ],
    });
    for (const [id] of late) unwritten.delete(id);
    letGo();
    const kept = new Set(result.changes.map(({ entry }) => entry.id));
    const lost = late.flatMap(([id]) => (kept.has(id) ? [] : [id]));
    if (lost.length > 0) overruled(lost);
    return result;
  };

  /** Writes the changes when there is room, also if this context never sends again: others wait for that. */
  const lookForRoom = (): void => {
    cancelLook?.();
    cancelLook = platform.schedule(LOOK_MS, () => {
      const now = platform.now();
      // The burst that sends writes its changes itself.
      if ([...unwritten.values()].some(({ found }) => isSending(found))) return lookForRoom();
      const step = { answers: [], claim: undefined, epoch: 0, isBeat: false, now };
      alone(() => written(step)).then(
        ({ changes }) => wrote(changes),
        (error: unknown) => {
          giveUp(error);
          if (hold.isHeld()) lookForRoom();
        },
      );
    });
  };

  const inMemory = async ({ answers, claim, now }: BurstStep): Promise<BurstStepResult> => {
    const apply = (entry: StoredEntry, step: EntryStep): EntryChange | undefined => {
      const change = changeBy(entry, step, now);
      const { stored } = unwritten.get(entry.id) ?? { stored: entry };
      if (change) unwritten.set(entry.id, { stored, found: change.settled ?? change.entry });
      return change;
    };
    const before = await find(answers.map(({ id }) => id));
    const changes = answers.flatMap(({ transition }, index) => {
      const entry = before[index];
      return entry && !hasLeft(entry) ? (apply(entry, transition(entry)) ?? []) : [];
    });
    const gone = changes.flatMap(({ settled }) => (settled ? [settled.id] : []));
    // Even a full disk can mostly delete, and that makes room for the next entries.
    if (gone.length > 0) await store.drop(gone).catch(() => {});
    lookForRoom();
    const none = {
      changes,
      claimed: [],
      followers: [],
      dueAt: Infinity,
      fenced: false,
      whole: true,
    };
    if (!claim || typeof claim.owner !== 'string') return none;
    const heads = headsOfList(await list(claim.owner), claim);
    const free = heads.filter(isFree);
    // Read last, right before the claims: a pause that the user wrote while this context read the entries counts.
    const look = createLook(unburied(claim, now), apply, await store.pause(claim.owner));
    const whole = free.every((head) => look.take(head));
    const result = look.result({ fenced: false, whole });
    // Entries that cannot be sent without room are looked at again when there may be room.
    const dueAt = free.length < heads.length ? Math.min(result.dueAt, now + LOOK_MS) : result.dueAt;
    return { ...result, dueAt, followers: [], changes: [...changes, ...result.changes] };
  };

  return {
    ...store,
    find,
    list,
    async nextEpoch(seen) {
      isLocked = seen === undefined;
      full = undefined;
      try {
        // The database cannot fence off a context that has unwritten changes, not even one whose burst has ended.
        return await ifWritten(() => store.nextEpoch(seen), isLocked ? SHORT_MS : undefined);
      } catch (error) {
        await goOnInMemory(error);
        return (lastEpoch += 1);
      }
    },
    step: (step) =>
      alone(async () => {
        let cause = full;
        try {
          if (cause === undefined) return await written(step);
        } catch (error) {
          cause = error;
        }
        // The context gives the lock back when it has written all changes, so the next change in memory needs the lock
        // again.
        try {
          await goOnInMemory(cause);
          return await inMemory(step);
        } catch (error) {
          giveUp(error);
          throw error;
        }
      }),
    isPaused: async (claimed) =>
      unwritten.has(claimed.id) && isPaused(await store.pause(claimed.owner), claimed),
    change: (id, transition, now) =>
      alone(async () => {
        const mine = unwritten.get(id);
        if (!mine) return ifWritten(() => store.change(id, transition, now));
        const { found } = mine;
        if (hasLeft(found) || isSending(found)) return undefined;
        const change = await store.change(
          id,
          (stored) => transition(caughtUp(stored, mine) === UNCHANGED ? stored : found),
          now,
        );
        unwritten.delete(id);
        letGo();
        return change;
      }),
    close() {
      cancelLook?.();
      hold.letGo();
      return store.close();
    },
  };
}
