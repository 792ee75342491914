import type { Paid } from '../ports/budget-port.ts';
import type { OutboxPort } from '../ports/outbox-port.ts';
import { reserve } from './pay.ts';
import type { Reservations } from './reservations.ts';
import { settleEntry } from './settle-entry.ts';

// The longest time that a user may be without a network while a paid write waits.
const HOLD_MS = 7 * 86_400_000;

/**
 * Reserves before a write is queued, and settles when its entry ends. It gives the reservation back when the write
 * could not be kept.
 */
export async function payQueued(
  budget: Reservations,
  paid: Paid,
  outbox: OutboxPort,
  add: () => Promise<void>,
): Promise<void> {
  await reserve(budget, paid, { holdMs: HOLD_MS });
  const { key, micros } = paid;
  try {
    await add();
  } catch (error) {
    await budget.release(key).catch(() => {});
    throw error;
  }
  settleEntry(budget, outbox, { key, reservedMicros: micros });
}
