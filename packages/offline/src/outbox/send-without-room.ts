import { isFailure } from '@holdfast/core';
import type { LockPort, Platform } from '@holdfast/core/parts';
import type { StoredEntry } from './entry-record.ts';
import { headsOfList } from './heads-of-list.ts';
import { createLook } from './look-at-heads.ts';
import type { EntryStep } from './entry-step.ts';
import {
  changeBy,
  hasLeft,
  type BurstStep,
  type BurstStepResult,
  type EntryChange,
  type Found,
  type OutboxStore,
} from './outbox-store.ts';

export interface RoomOptions {
  readonly name: string;
  readonly locks: LockPort;
  readonly platform: Pick<Platform, 'now' | 'schedule'>;
}

/** A change that the disk has no room for. */
interface Unwritten {
  /** The entry as it is stored. */
  readonly stored: StoredEntry;
  readonly found: Found;
}

// Above every number that a database gives.
const FIRST_EPOCH = 2 ** 52;

// How long a change waits for a context that has unwritten changes.
const PATIENCE_MS = 2_000;
// How often a context that sends nothing looks whether there is room for its changes.
const LOOK_MS = 1_000;
// Meanwhile the burst keeps all others waiting.
const SHORT_MS = 200;

const isQuota = (error: unknown): boolean => isFailure(error, 'STORAGE_QUOTA');

/**
 * The same store, whose bursts go on when the disk has no room to write their claims. Such a burst keeps its claims
 * and the ends of its entries in memory, and a later step writes them when there is room. It runs only under the lock,
 * so that one context sends at most. It sends only entries whose server honours keys: if the context dies, the next one
 * sends them again under the same key. The claims of all other entries must be written first, as always. A lock tells
 * the other contexts of unwritten changes, so that none of them takes an entry back that may be on its way.
 */
export function sendingWithoutRoom(
  store: OutboxStore,
  { name, locks, platform }: RoomOptions,
): OutboxStore {
  const unwritten = new Map<string, Unwritten>();
  let lastEpoch = FIRST_EPOCH;
  let isFull = false;
  let isLocked = false;
  let busy: Promise<unknown> = Promise.resolve();
  /** Steps in memory read first and then decide, so that no change may come in between. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const run = busy.then(work);
    busy = run.catch(() => {});
    return run;
  };

  const lockName = `${name}:unwritten`;
  let cancelLook: (() => void) | undefined;
  let release: (() => void) | undefined;
  /** Goes on in memory. Throws the error again when another context does so already. */
  const goOnInMemory = async (cause: unknown): Promise<void> => {
    if (!isLocked || !isQuota(cause)) throw cause;
    isFull = true;
    if (release) return;
    const patience = new AbortController();
    const cancel = platform.schedule(SHORT_MS, () => patience.abort());
    let decide!: (isMine: boolean) => void;
    const decided = new Promise<boolean>((resolve) => (decide = resolve));
    const untilWritten = (): Promise<void> =>
      new Promise((resolve) => {
        release = resolve;
        decide(true);
      });
    locks.hold(lockName, untilWritten, patience.signal).catch(() => decide(false));
    const isMine = await decided;
    cancel();
    isFull = isMine;
    if (!isMine) throw cause;
  };
  const letGo = (): void => {
    if (unwritten.size > 0) return;
    cancelLook?.();
    release?.();
    release = undefined;
  };
  /**
   * Runs a change unless another context has unwritten changes. Where there are no locks, or locks that never answer,
   * no context sends without a written claim.
   */
  const ifWritten = async <T>(
    work: () => Promise<T>,
    patienceMs = PATIENCE_MS,
  ): Promise<T | undefined> => {
    if (release) return work();
    const patience = new AbortController();
    let running: Promise<T> | undefined;
    let isDead = false;
    let cancel: (() => void) | undefined;
    const silence = new Promise<undefined>((resolve) => {
      cancel = platform.schedule(patienceMs, () => {
        patience.abort();
        // A lock that works says now that the wait is over.
        cancel = platform.schedule(SHORT_MS, () => {
          isDead = true;
          resolve(undefined);
        });
      });
    });
    // A lock that answers at last, after its work was done without it, must not do the work again.
    const begin = async (): Promise<T | undefined> => (isDead ? undefined : (running = work()));
    const held = async (): Promise<T | undefined> => locks.hold(lockName, begin, patience.signal);
    try {
      const first = await Promise.race([held(), silence]);
      return isDead ? await (running ?? work()) : first;
    } catch {
      return await (running ?? (patience.signal.aborted ? undefined : work()));
    } finally {
      cancel?.();
    }
  };

  const latest = (entry: StoredEntry): Found => unwritten.get(entry.id)?.found ?? entry;
  const find = async (ids: readonly string[]): Promise<readonly (Found | undefined)[]> => {
    const found = await store.find(ids);
    return ids.map((id, index) => unwritten.get(id)?.found ?? found[index]);
  };
  const list = async (owner: string): Promise<readonly StoredEntry[]> =>
    (await store.list(owner)).flatMap((entry) => {
      const found = latest(entry);
      return hasLeft(found) ? [] : [found];
    });

  /** Writes what is in memory into the stored entry, unless another context has changed that. */
  const caughtUp = (stored: StoredEntry, { stored: before, found }: Unwritten): EntryStep => {
    if (stored.key !== before.key) return { kind: 'unchanged' };
    if (hasLeft(found)) return { kind: 'left', settlement: found.settlement };
    const isSame = stored.sends === before.sends && stored.state.kind === before.state.kind;
    if (!isSame) return { kind: 'unchanged' };
    // A send that is still open when its burst has ended may have arrived.
    return found.state.kind === 'sending'
      ? { kind: 'kept', entry: { ...found, state: { kind: 'queued' }, doubtful: true } }
      : { kind: 'kept', entry: found };
  };

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
    return result;
  };

  /** Writes the changes when there is room, also if this context never sends again: others wait for that. */
  const lookForRoom = (): void => {
    cancelLook?.();
    cancelLook = platform.schedule(LOOK_MS, () => {
      const isSending = [...unwritten.values()].some(
        ({ found }) => !hasLeft(found) && found.state.kind === 'sending',
      );
      const now = platform.now();
      // The burst that sends writes its changes itself.
      if (isSending) return lookForRoom();
      const step = { answers: [], claim: undefined, epoch: 0, now };
      alone(() => written(step)).catch(lookForRoom);
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
    // Even a full disk can mostly delete, which makes room for the entries after these.
    if (gone.length > 0) await store.drop(gone).catch(() => {});
    lookForRoom();
    const none = { changes, claimed: [], dueAt: Infinity, fenced: false, whole: true };
    if (!claim || typeof claim.owner !== 'string') return none;
    const look = createLook(claim, apply);
    const heads = headsOfList(await list(claim.owner), claim);
    const whole = heads.filter(({ honoursKey }) => honoursKey).every((head) => look.take(head));
    const result = look.result({ fenced: false, whole });
    return { ...result, changes: [...changes, ...result.changes] };
  };

  return {
    ...store,
    find,
    list,
    async nextEpoch(seen) {
      isLocked = seen === undefined;
      isFull = false;
      try {
        // The database cannot fence a context that has unwritten changes, also not one whose burst has ended.
        return await ifWritten(() => store.nextEpoch(seen), isLocked ? SHORT_MS : PATIENCE_MS);
      } catch (error) {
        await goOnInMemory(error);
        return (lastEpoch += 1);
      }
    },
    step: (step) =>
      alone(async () => {
        try {
          if (!isFull) return await written(step);
        } catch (error) {
          await goOnInMemory(error);
        }
        return inMemory(step);
      }),
    change: (id, transition, now) =>
      alone(async () => {
        const mine = unwritten.get(id);
        if (!mine) return ifWritten(() => store.change(id, transition, now));
        const { found } = mine;
        if (hasLeft(found) || found.state.kind === 'sending') return undefined;
        const change = await store.change(
          id,
          (stored) => transition(caughtUp(stored, mine).kind === 'unchanged' ? stored : found),
          now,
        );
        unwritten.delete(id);
        letGo();
        return change;
      }),
    close() {
      cancelLook?.();
      release?.();
      return store.close();
    },
  };
}
