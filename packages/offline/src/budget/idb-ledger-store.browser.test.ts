import { availableMicros, createBudget, type Ledger } from '@holdfast/core/budget';
import { deleteDB, openDB } from 'idb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLedgerStore } from './idb-ledger-store.ts';
import { add, ledgerStoreContract } from './ledger-store.contract.ts';
import type { Race } from './racing-worker.contract.ts';

let databases = 0;

function freshName(): string {
  const name = `budgets-${(databases += 1)}`;
  onTestFinished(() => deleteDB(name));
  return name;
}

/** A worker on its own thread, which reports how many reservations the ledger granted to it. */
function startRacer(race: Race): Promise<number> {
  const url = new URL('./racing-worker.contract.ts', import.meta.url);
  const worker = new Worker(url, { type: 'module' });
  onTestFinished(() => worker.terminate());
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<number>) => resolve(data));
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no target
    worker.postMessage(race);
  });
}

ledgerStoreContract(() => createLedgerStore({ name: freshName() }));

describe('budgets in IndexedDB', () => {
  it('are found again by a page that comes later', async () => {
    const name = freshName();
    await createLedgerStore<number>({ name }).update('mira', add(7));
    expect(await createLedgerStore<number>({ name }).update('mira', add(0))).toBe(7);
  });

  it('are never overspent by contexts that reserve at the same time', async () => {
    const name = freshName();
    const limitMicros = 1_000;
    const micros = 10;
    const racers = [1, 2, 3, 4].map((racer) =>
      startRacer({ name, racer, attempts: 60, limitMicros, micros }),
    );
    const granted = await Promise.all(racers);
    // Together the workers asked for more than twice the budget. They get the whole budget, and no more.
    expect(granted.reduce((sum, some) => sum + some, 0)).toBe(limitMicros / micros);
    const left = await createLedgerStore<Ledger>({ name }).update('mira', (ledger) => {
      if (!ledger) throw new Error('Nothing was kept.');
      return { ledger, result: availableMicros(ledger) };
    });
    expect(left).toBe(0);
    // It was a race: more than one worker got a share.
    expect(granted.filter((some) => some > 0).length).toBeGreaterThan(1);
  });

  it('refuse a reservation that cannot be kept', async () => {
    const name = freshName();
    (await openDB(name, 99)).close();
    const store = createLedgerStore<Ledger>({ name });
    const budget = createBudget({ owner: 'mira', limitMicros: 100, store });
    await expect(budget.reserve('a', 1)).rejects.toMatchObject({ code: 'STORAGE_NEWER' });
  });
});
