import { AsyncLocalStorage } from 'node:async_hooks';

/** A transaction or a part of it. Its own parts take turns, because all of them share one connection. */
interface Whole {
  readonly transaction: object;
  readonly outer?: Whole | undefined;
  ended: boolean;
  /** Fulfils when every part that was opened so far has ended. */
  idle: Promise<unknown>;
}

// Told by who calls, not by what is passed: inside of a part, an outer name of the transaction is as good.
let storage: AsyncLocalStorage<Whole> | undefined;
const current = (): AsyncLocalStorage<Whole> => (storage ??= new AsyncLocalStorage());
const transactions = new WeakMap<object, Whole>();

/** Does the work of a transaction, and waits for every part that it opened. */
export function wholly<T>(transaction: object, work: () => Promise<T>): Promise<T> {
  return runIn(theTransaction(transaction), work);
}

/**
 * Waits until no other part is under way where this one is opened, then calls `take` with a function that
 * does the work of the part and waits for the parts within it. Of parts opened at once, none may wait for
 * a later one.
 */
export function inTurn<T>(
  transaction: object,
  take: (whole: (work: () => Promise<T>) => Promise<T>) => Promise<T>,
): Promise<T> {
  const outer = openWhole(transaction);
  const part = newWhole(transaction, outer);
  const turn = outer.idle.then(() => take((work) => runIn(part, work)));
  outer.idle = turn.catch(() => {});
  return turn;
}

async function runIn<T>(whole: Whole, work: () => Promise<T>): Promise<T> {
  try {
    return await current().run(whole, work);
  } finally {
    whole.ended = true;
    await whole.idle;
  }
}

/** The innermost that has not ended. What a part left running opens its parts further out. */
function openWhole(transaction: object): Whole {
  let whole = current().getStore();
  while (whole && (whole.ended || whole.transaction !== transaction)) whole = whole.outer;
  return whole ?? theTransaction(transaction);
}

function theTransaction(transaction: object): Whole {
  const known = transactions.get(transaction) ?? newWhole(transaction, current().getStore());
  transactions.set(transaction, known);
  return known;
}

function newWhole(transaction: object, outer: Whole | undefined): Whole {
  return { transaction, outer, ended: false, idle: Promise.resolve() };
}
