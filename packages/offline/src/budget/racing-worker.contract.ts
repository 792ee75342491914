import { createBudget, type Ledger } from '@holdfast/core/budget';
import { createLedgerStore } from './idb-ledger-store.ts';

/** The task of one racing worker. */
export interface Race {
  readonly name: string;
  readonly racer: number;
  readonly attempts: number;
  readonly limitMicros: number;
  readonly micros: number;
}

/**
 * Reserves as often as it is told, and commits the reservations of every second attempt. Returns how many it was
 * granted.
 */
async function race({ name, racer, attempts, limitMicros, micros }: Race): Promise<number> {
  const budget = createBudget({
    owner: 'mira',
    limitMicros,
    store: createLedgerStore<Ledger>({ name }),
  });
  let granted = 0;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const id = `${racer}-${attempt}`;
    const fits = await budget.reserve(id, micros).then(
      () => true,
      () => false,
    );
    if (!fits) continue;
    granted += 1;
    // An odd attempt stands for a tab that dies here: its whole reservation stays held back.
    if (attempt % 2 === 0) await budget.commit(id, micros);
  }
  return granted;
}

self.addEventListener('message', ({ data }: MessageEvent<Race>) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no target
  void race(data).then((granted) => self.postMessage(granted));
});
