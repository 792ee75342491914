import type { BudgetPort } from '../ports/budget-port.ts';
import type { OutboxPort } from '../ports/outbox-port.ts';
import type { Reservations } from './reservations.ts';
import { settleEntry } from './settle-entry.ts';

/**
 * Settles what earlier pages reserved for queued writes and could not settle before they closed. Call it once when
 * a page starts, after `budget.refresh()`. It leaves receipts of other operations alone.
 */
export function settleReceipts(
  budget: Reservations & Pick<BudgetPort, 'receipts'>,
  outbox: OutboxPort,
): void {
  for (const receipt of budget.receipts.getSnapshot()) {
    if (receipt.state === 'held' || receipt.state === 'expired') {
      settleEntry(budget, outbox, receipt);
    }
  }
}
