import { tell } from '../observable/tell.ts';
import type { BudgetPort } from '../ports/budget-port.ts';
import type { OutboxPort } from '../ports/outbox-port.ts';
import type { Reservations } from './reservations.ts';
import { settleEntry } from './settle-entry.ts';

/**
 * Settles the reservations that earlier pages made for queued writes and could not settle before they closed. Call it
 * once when a page starts, after `budget.refresh()`. It leaves receipts of other operations alone.
 */
export function settleReceipts(
  budget: Reservations & Pick<BudgetPort, 'receipts'>,
  outbox: OutboxPort,
): void {
  for (const receipt of budget.receipts.getSnapshot()) {
    if (receipt.state === 'held' || receipt.state === 'expired') {
      // An outbox that throws for one entry keeps no other from being settled.
      tell([settleEntry], budget, outbox, receipt);
    }
  }
}
