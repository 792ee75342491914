import { AsyncLocalStorage } from 'node:async_hooks';
import { Failure } from '@holdfast/core';
import { DEFECT } from '@holdfast/core/failures';
import type { Transaction } from 'kysely';

/** A transaction or a part of it. Its own parts take turns, because all of them share one connection. */
interface Whole {
  readonly transaction: AnyTransaction;
  readonly outer?: Whole | undefined;
  /** While its work is under way. */
  running: boolean;
  ended: boolean;
  /** Fulfils when every part that was opened so far has ended. */
  idle: Promise<unknown>;
}

type AnyTransaction = Pick<Transaction<unknown>, 'getExecutor'>;

// The calling code decides, not the transaction that is passed: inside of a part, an outer name of the transaction is
// as good.
let storage: AsyncLocalStorage<Whole> | undefined;
const current = (): AsyncLocalStorage<Whole> => (storage ??= new AsyncLocalStorage());
const transactions = new WeakMap<object, Whole>();
const over = new WeakSet<object>();

/** Does the work of a transaction, and waits for every part that it opened. */
export function wholly<T>(transaction: AnyTransaction, work: () => Promise<T>): Promise<T> {
  return runIn(theTransaction(transaction), work);
}

/** Marks a transaction as over, also when nothing waited for its work. */
export function endWhole(transaction: AnyTransaction): void {
  over.add(transaction);
}

/**
 * Throws `DEFECT` where the caller is the work of a transaction that is open on the same database. It would
 * wait for a connection that it holds itself, or write beside its own transaction.
 *
 * @param adapter the one that every connection of this database shares
 */
export function refuseWithin(adapter: object): void {
  for (let whole = current().getStore(); whole; whole = whole.outer) {
    const { running, transaction } = whole;
    if (!running || over.has(transaction) || transaction.getExecutor().adapter !== adapter)
      continue;
    throw new Failure(DEFECT, { effect: 'none', details: { remedy: USE_THE_TRANSACTION } });
  }
}

const USE_THE_TRANSACTION =
  'The work of a transaction used the database itself: use the transaction that the work was given (`tx` in place of `db`), also for the stores it calls.';

/**
 * Waits until no other part is under way where this one is opened, then calls `take` with a function that
 * does the work of the part and waits for the parts within it. Of parts opened at once, none may wait for
 * a later one.
 */
export function inTurn<T>(
  transaction: AnyTransaction,
  take: (whole: (work: () => Promise<T>) => Promise<T>) => Promise<T>,
): Promise<T> {
  const outer = openWhole(transaction);
  const part = newWhole(transaction, outer);
  const turn = outer.idle.then(() => take((work) => runIn(part, work)));
  outer.idle = turn.catch(() => {});
  return turn;
}

async function runIn<T>(whole: Whole, work: () => Promise<T>): Promise<T> {
  whole.running = true;
  try {
    return await current().run(whole, work);
  } finally {
    whole.running = false;
    whole.ended = true;
    await whole.idle;
  }
}

/** The innermost part that has not ended. Work that a part left running opens its parts further out. */
function openWhole(transaction: AnyTransaction): Whole {
  let whole = current().getStore();
  while (whole && (whole.ended || whole.transaction !== transaction)) whole = whole.outer;
  return whole ?? theTransaction(transaction);
}

function theTransaction(transaction: AnyTransaction): Whole {
  const known = transactions.get(transaction) ?? newWhole(transaction, current().getStore());
  transactions.set(transaction, known);
  return known;
}

function newWhole(transaction: AnyTransaction, outer: Whole | undefined): Whole {
  return { transaction, outer, running: false, ended: false, idle: Promise.resolve() };
}
