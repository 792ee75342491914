import { Failure, type Outcome } from '@holdfast/core';
import { DEFECT, TRANSACTION_ROLLED_BACK } from '@holdfast/core/failures';
import { tell } from '@holdfast/core/parts';
import { holdListeners } from './hold-listeners.ts';
import { undoWrites, type DoneWrite } from './undo-writes.ts';
import type { SliceStoreApi, Transaction } from './transaction.ts';

interface Change {
  readonly store: SliceStoreApi<object>;
  readonly change: object;
  readonly owner: string | undefined;
}

/** Everything that one transaction, or one part of it, has done so far. */
interface Journal {
  readonly changes: Change[];
  readonly done: DoneWrite[];
  /** Writes under way, which end before the transaction does. */
  readonly pending: Promise<unknown>[];
  isOver: boolean;
}

interface Running {
  run(input: unknown, options: object): Promise<Outcome>;
}

type Work<T> = (transaction: Transaction) => T | Promise<T>;

/**
 * Changes several slices together or not at all. The changes of the work show when it is done, in all slices before
 * any listener is called. When the work throws, nothing of it is set, its waiting writes leave the outbox, and its
 * acknowledged writes are taken back as their declarations say, the last one first. `transactSlices` then throws the
 * error of the work.
 *
 * When another user signs in meanwhile, the transaction fails with `TRANSACTION_ROLLED_BACK`. A transaction lives in this
 * page: when the page dies in the middle, its sets are gone, and its writes stay where they are.
 */
export function transactSlices<T>(work: Work<T>): Promise<T> {
  return attempt([], work, commit);
}

async function attempt<T>(
  outer: readonly Journal[],
  work: Work<T>,
  finish: (journal: Journal) => void,
): Promise<T> {
  const journal: Journal = { changes: [], done: [], pending: [], isOver: false };
  try {
    const result = await work(transactionOf([...outer, journal], journal));
    const { pending } = journal;
    // A write that begins while the transaction waits for the others belongs to it as well.
    for (let known = 0; known < pending.length;) {
      known = pending.length;
      await Promise.all(pending);
    }
    finish(journal);
    journal.isOver = true;
    return result;
  } catch (error) {
    journal.isOver = true;
    await Promise.allSettled(journal.pending);
    await undoWrites(journal.done);
    throw error;
  }
}

function transactionOf(all: readonly Journal[], journal: Journal): Transaction {
  // A change after the end would be neither kept nor undone.
  const refuseIfOver = (): void => {
    if (journal.isOver) throw new Failure(DEFECT, { effect: 'none' });
  };
  const runWrite = async (
    store: SliceStoreApi<object>,
    name: string,
    input: unknown,
    options: object = {},
  ): Promise<Outcome> => {
    const { data, holdfast } = store.slice.inTransaction;
    const key = holdfast.newKey();
    const owner = ownerOf(store);
    data.layers?.hide(key);
    const { run } = (store.getState() as Readonly<Record<string, Running>>)[name] as Running;
    const outcome = await run(input, { ...options, key });
    journal.done.push({ store, name, key, input, outcome, owner });
    if (outcome.kind === 'live' || outcome.kind === 'queued') return outcome;
    throw ('failure' in outcome && outcome.failure) || new Failure(TRANSACTION_ROLLED_BACK);
  };
  return {
    get: (store) =>
      all
        .flatMap(({ changes }) => changes)
        .filter((each) => each.store.slice === store.slice)
        .reduce(
          (state, { change }) => ({ ...state, ...changeOf(change, state) }),
          store.getState(),
        ),
    set(store, change) {
      refuseIfOver();
      journal.changes.push({ store, change, owner: ownerOf(store) });
    },
    run(store, name, ...[input, options]) {
      refuseIfOver();
      const running = runWrite(store, name, input, options as object | undefined);
      journal.pending.push(running);
      return running as Promise<never>;
    },
    transact(work) {
      refuseIfOver();
      const part = attempt(all, work, (inner) => {
        journal.changes.push(...inner.changes);
        journal.done.push(...inner.done);
      });
      // The caller may catch the failure of a part, and go on.
      journal.pending.push(part.catch(() => {}));
      return part;
    },
  };
}

/** Sets everything before it calls any listener. Sets nothing when a change or a store throws. */
function commit({ changes, done }: Journal): void {
  const stores = new Set([...changes, ...done].map(({ store }) => store));
  if ([...changes, ...done].some(({ store, owner }) => owner !== ownerOf(store))) {
    throw new Failure(TRANSACTION_ROLLED_BACK);
  }
  const patches = [...stores].map((store) => {
    // Waiting writes are shown over it again.
    const before = { ...store.getState(), ...store.slice.inTransaction.data.confirmed() };
    const patch = {};
    for (const each of changes) {
      if (each.store !== store) continue;
      Object.assign(patch, changeOf(each.change, { ...before, ...patch }));
    }
    return { store, patch, before };
  });
  const release = [...stores].map(({ slice }) => holdListeners(slice.inTransaction.gate));
  try {
    for (const { store, patch } of patches) store.setState(patch);
    for (const { store, key } of done) store.slice.inTransaction.data.layers?.reveal(key);
  } catch (error) {
    // A middleware refuses a change.
    tell(
      patches.map(
        ({ store, before }) =>
          () =>
            store.setState(before),
      ),
    );
    throw error;
  } finally {
    for (const tellListeners of release) tellListeners();
  }
}

function changeOf(change: object, state: object): object {
  return typeof change === 'function' ? (change(state) as object) : change;
}

function ownerOf({ slice }: SliceStoreApi<object>): string | undefined {
  return slice.inTransaction.holdfast.identity.getSnapshot()?.subject;
}
