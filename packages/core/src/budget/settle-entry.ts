import { isFailure } from '../failures/failure.ts';
import type { OutboxPort } from '../ports/outbox-port.ts';
import type { Reservations } from './reservations.ts';

/**
 * Settles the receipt of a queued write when its entry ends, whichever tab or worker sends it and however long it takes:
 * charged when it was applied, given back when it was cancelled or refused without any effect. What may
 * have been applied stays held until it expires. A ledger that cannot be written does the same.
 */
export function settleEntry(
  budget: Reservations,
  outbox: OutboxPort,
  { key, reservedMicros }: { readonly key: string; readonly reservedMicros: number },
): void {
  const look = (): void => {
    const state = outbox.entries.getSnapshot().find(({ id }) => id === key)?.state;
    if (state?.kind !== 'dead' || state.failure.effect !== 'none') return;
    leave();
    quietly(budget.release(key));
    if (state.failure.status === 402) quietly(budget.refused(reservedMicros));
  };
  const leave = outbox.entries.subscribe(look);
  look();
  void outbox
    .settled(key)
    .then((settlement) => {
      if (settlement.kind === 'applied') return budget.commit(key, settlement.costMicros);
      return settlement.doubtful ? undefined : budget.release(key);
    })
    // A write that could not be stored and was refused before any effect has cost nothing. The outbox settles
    // only writes that it held.
    .catch((error: unknown) => {
      if (!isFailure(error) || error.effect !== 'none' || error.family === 'queue') return;
      quietly(budget.release(key));
    })
    .finally(leave);
}

function quietly(settled: Promise<void>): void {
  settled.catch(() => {});
}
