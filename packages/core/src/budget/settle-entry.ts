import type { Failure } from '../failures/failure.ts';
import { onEnd } from '../operations/write/entry-end.ts';
import type { OutboxPort } from '../ports/outbox-port.ts';
import type { Reservations } from './reservations.ts';

/**
 * Settles the receipt of a queued write when its entry ends, whichever tab or worker sends it and however long it
 * takes. The receipt is charged when the write was applied, and given back when it was cancelled or refused without
 * any effect. The receipt of a write that may have been applied stays held until it expires, and so does one whose
 * ledger cannot be written.
 */
export function settleEntry(
  budget: Reservations,
  outbox: OutboxPort,
  { key, reservedMicros }: { readonly key: string; readonly reservedMicros: number },
): void {
  const state = outbox.follow(key);
  let isReleased = false;
  const look = (): void => {
    const { kind, failure } = state.getSnapshot() as { kind: string; failure?: Failure };
    if (kind !== 'dead' || failure?.effect !== 'none' || isReleased) return;
    isReleased = true;
    quietly(budget.release(key));
    if (failure.status === 402) quietly(budget.refused(reservedMicros));
  };
  const leave = state.subscribe(look);
  look();
  onEnd(state, (end) => {
    leave();
    if (end.kind === 'applied') quietly(budget.commit(key, end.costMicros));
    // A write that the device could not store and that was refused before any effect has cost nothing.
    const isFree =
      end.kind === 'cancelled'
        ? !end.doubtful
        : end.kind === 'failed' && end.failure.effect === 'none';
    if (isFree) quietly(budget.release(key));
  });
}

function quietly(settled: Promise<void>): void {
  settled.catch(() => {});
}
