import { Failure } from '@holdfast/core';
import type { EntrySettlement } from '@holdfast/core/parts';
import { ENTRY_UNKNOWN } from '@holdfast/core/failures';
import type { LedgerRecord } from './entry-record.ts';
import { hasLeft, type OutboxStore } from './outbox-store.ts';

export interface Settlements {
  settled(id: string): Promise<EntrySettlement>;
  /** Some entries have left; tells those who wait for them. */
  tell(records: readonly LedgerRecord[]): void;
  /** Something may have been missed: asks the database about everyone still waited for, or about some. */
  check(ids?: readonly string[]): Promise<void>;
}

interface Waiter {
  readonly promise: Promise<EntrySettlement>;
  readonly resolve: (settlement: EntrySettlement) => void;
  readonly reject: (failure: Failure) => void;
}

/**
 * Tells how entries ended, also those that ended in another tab or before a reload. An ending is told
 * only while its owner is signed in; until then the promise stays open.
 */
export function createSettlements(
  store: Pick<OutboxStore, 'find'>,
  owner: () => string | undefined,
): Settlements {
  const waiters = new Map<string, Waiter>();

  const tell = (records: readonly LedgerRecord[]): void => {
    for (const record of records) {
      if (record.owner !== owner()) continue;
      waiters.get(record.id)?.resolve(record.settlement);
      waiters.delete(record.id);
    }
  };

  const look = async (id: string): Promise<void> => {
    try {
      const found = await store.find(id);
      if (found === undefined) {
        waiters.get(id)?.reject(new Failure(ENTRY_UNKNOWN));
        waiters.delete(id);
      } else if (hasLeft(found)) tell([found]);
    } catch {
      // The storage is in trouble, which is told elsewhere; the entry's fate is not decided by that.
    }
  };

  return {
    settled(id) {
      const known = waiters.get(id);
      if (known) return known.promise;
      const waiter = createWaiter();
      waiters.set(id, waiter);
      void look(id);
      return waiter.promise;
    },
    tell,
    async check(ids = [...waiters.keys()]) {
      await Promise.all(ids.filter((id) => waiters.has(id)).map(look));
    },
  };
}

function createWaiter(): Waiter {
  let resolve!: Waiter['resolve'];
  let reject!: Waiter['reject'];
  const promise = new Promise<EntrySettlement>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
