/* oxlint-disable unicorn/consistent-function-scoping, no-unmodified-loop-condition -- callbacks abort it */
import type { DatabaseData } from './database-data.ts';
import { copy } from './copy.ts';
import { rangeOf } from './key-range.ts';
import { compareKeys as compare, type Key } from './keys.ts';
import {
  remove,
  rowsOf,
  write,
  type ObjectStoreData,
  type Row,
  type Undo,
} from './object-store.ts';
import { createRequest, type SimulatedRequest } from './simulated-request.ts';
import { turn } from './turn.ts';

type Direction = 'next' | 'nextunique' | 'prev' | 'prevunique';

/** How the disk meets the writes of a transaction. */
export interface Disk {
  /** A full disk lets nothing grow: such a transaction aborts at its commit. */
  isFull(): boolean;
  /** It has committed: here are the undos of its writes, the last first. */
  committed(undos: readonly Undo[], isStrict: boolean): void;
}

interface Pending {
  readonly request: ReturnType<typeof createRequest>;
  readonly execute: () => unknown;
}

/** One transaction on the data of a database, with the shape of the browser's. */
export interface SimulatedTransaction {
  readonly mode: string;
  db: unknown;
  error: unknown;
  oncomplete: (() => void) | null;
  onabort: (() => void) | null;
  onerror: (() => void) | null;
  objectStore(name: string): unknown;
  abort(): void;
  commit(): void;
  /** Runs all its requests and commits. Gives whether it wrote, or `undefined` when it was aborted. */
  run(): Promise<boolean | undefined>;
}

export function createTransaction(
  data: DatabaseData,
  names: readonly string[],
  mode: string,
  isStrict: boolean,
  disk: Disk,
): SimulatedTransaction {
  let queue: Pending[] = [];
  let undos: Undo[] = [];
  let wrote = false;
  let grew = false;
  let state: 'open' | 'aborted' | 'done' = 'open';

  const ask = (execute: () => unknown): SimulatedRequest => {
    if (state !== 'open')
      throw new DOMException('The transaction is over.', 'TransactionInactiveError');
    const request = createRequest();
    request.transaction = transaction;
    queue.push({ request, execute });
    return request;
  };
  const roll = (error: unknown): void => {
    if (state !== 'open') return;
    state = 'aborted';
    transaction.error = error;
    for (const undo of undos) undo();
    undos = [];
    queue = [];
  };
  const change = (made: { readonly undo: Undo }): void => {
    undos.unshift(made.undo);
    wrote = true;
  };

  const queries = (store: ObjectStoreData, index: string | undefined) => {
    const rows = (query: unknown) => rowsOf(store, index, rangeOf(query));
    const checked = (query: unknown): unknown => {
      if (query === undefined) throw new DOMException('No key was given.', 'DataError');
      return rangeOf(query) && query;
    };
    const cursor = (query: unknown, direction: Direction = 'next'): SimulatedRequest => {
      rangeOf(query);
      let last: { readonly key: Key; readonly primaryKey: Key } | undefined;
      const step = (from?: Key): unknown => {
        const all = direction.startsWith('next') ? rows(query) : rows(query).toReversed();
        const sign = direction.startsWith('next') ? 1 : -1;
        const isThere = (row: Row): boolean =>
          (last === undefined || isBehind(row, last, direction)) &&
          (from === undefined || sign * compare(row.key, from) >= 0);
        const at = all.findIndex(isThere);
        const row = at < 0 ? undefined : all[at];
        if (!row) return null;
        last = row;
        return {
          key: row.key,
          primaryKey: row.primaryKey,
          value: copy(row.value),
          continue: (next?: Key) => void queue.push({ request, execute: () => step(next) }),
          delete: () => ask(() => change({ undo: remove(store, rangeOf(row.primaryKey)) })),
          update(value: unknown) {
            const kept = copy(value);
            return ask(() => {
              grew = true;
              change(
                write(store, kept, store.keyPath === undefined ? row.primaryKey : undefined, true),
              );
            });
          },
        };
      };
      const request = ask(() => step()) as ReturnType<typeof createRequest>;
      return request;
    };
    return {
      get: (query: unknown) => (checked(query), ask(() => copy(rows(query)[0]?.value))),
      getKey: (query: unknown) => (checked(query), ask(() => rows(query)[0]?.primaryKey)),
      getAll: (query?: unknown, count = Infinity) =>
        ask(() =>
          rows(query)
            .slice(0, count)
            .map(({ value }) => copy(value)),
        ),
      getAllKeys: (query?: unknown, count = Infinity) =>
        ask(() =>
          rows(query)
            .slice(0, count)
            .map(({ primaryKey }) => primaryKey),
        ),
      count: (query?: unknown) => ask(() => rows(query).length),
      openCursor: cursor,
      openKeyCursor: cursor,
    };
  };

  const stores = new Map<string, unknown>();
  const storeNamed = (name: string): unknown => {
    const store = data.stores.get(name);
    if (!store || !names.includes(name))
      throw new DOMException(`No store ${name}.`, 'NotFoundError');
    const put = (value: unknown, key: Key | undefined, mayReplace: boolean): SimulatedRequest => {
      if (mode === 'readonly') throw new DOMException('It only reads.', 'ReadOnlyError');
      const kept = copy(value);
      return ask(() => {
        const made = write(store, kept, key, mayReplace);
        grew = true;
        change(made);
        return made.key;
      });
    };
    return {
      ...queries(store, undefined),
      index: (index: string) => queries(store, index),
      add: (value: unknown, key?: Key) => put(value, key, false),
      put: (value: unknown, key?: Key) => put(value, key, true),
      delete: (query: unknown) => ask(() => change({ undo: remove(store, rangeOf(query)) })),
      clear: () => ask(() => change({ undo: remove(store, rangeOf(undefined)) })),
      createIndex(index: string, keyPath: string | string[], { unique = false } = {}) {
        store.indexes.set(index, { keyPath, unique });
      },
      indexNames: { contains: (index: string) => store.indexes.has(index) },
    };
  };

  const transaction: SimulatedTransaction = {
    mode,
    db: undefined,
    error: null,
    oncomplete: null,
    onabort: null,
    onerror: null,
    objectStore(name) {
      const known = stores.get(name) ?? storeNamed(name);
      stores.set(name, known);
      return known;
    },
    abort() {
      if (state !== 'open') throw new DOMException('It is over.', 'InvalidStateError');
      roll(null);
    },
    commit() {},
    async run() {
      while (queue.length > 0 && state === 'open') {
        const now = queue;
        queue = [];
        for (const { request, execute } of now) {
          if (state !== 'open') break;
          const outcome = attempt(execute);
          const aborts = request.finish(outcome.error, outcome.result);
          if (aborts) roll(outcome.error);
        }
        // The callbacks may ask for more.
        await turn();
      }
      if (state === 'open' && grew && disk.isFull()) {
        roll(new DOMException('The disk is full.', 'QuotaExceededError'));
      }
      if (state !== 'open') return undefined;
      state = 'done';
      if (wrote) disk.committed(undos, isStrict);
      return wrote;
    },
  };
  return transaction;
}

function attempt(execute: () => unknown): { readonly error: unknown; readonly result?: unknown } {
  try {
    return { error: null, result: execute() };
  } catch (error) {
    return { error };
  }
}

function isBehind(
  row: { readonly key: Key; readonly primaryKey: Key },
  last: { readonly key: Key; readonly primaryKey: Key },
  direction: Direction,
): boolean {
  const sign = direction.startsWith('next') ? 1 : -1;
  const order = sign * compare(row.key, last.key);
  if (direction.endsWith('unique')) return order > 0;
  return order > 0 || (order === 0 && sign * compare(row.primaryKey, last.primaryKey) > 0);
}
