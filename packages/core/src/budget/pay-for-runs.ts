import { surface } from '../observable/web-surface.ts';
import type { BudgetPort, Costly, Paid, RuntimeBudget } from '../ports/budget-port.ts';
import { atOnce } from '../runtime/at-once.ts';
import type { Run } from '../runtime/run.ts';

/**
 * The members that a runtime needs of a budget: they pay for runs of operations, and find their receipts. An author of
 * a budget spreads the result into the budget.
 */
export function payForRuns({
  pay,
  payQueued,
  receipts,
}: BudgetPort): Pick<RuntimeBudget, 'payFor' | 'payForEntry' | 'withReceipt'> {
  return {
    async payFor(operation, input, run, work) {
      let done: { readonly value: Awaited<ReturnType<typeof work>> } | undefined;
      try {
        return await pay(paidOf(operation, input, run), async (bill) => {
          const value = await work(bill);
          done = { value };
          return value;
        });
      } catch (error) {
        // A budget that throws afterwards does not undo the server's work.
        if (!done) throw error;
        surface(error);
        return done.value;
      }
    },
    async payForEntry(operation, input, run, outbox, add) {
      await payQueued(paidOf(operation, input, run), outbox, add);
    },
    withReceipt(outcome, key) {
      try {
        const receipt = receipts.getSnapshot().find((one) => one.key === key);
        return receipt ? { ...outcome, receipt } : outcome;
      } catch (error) {
        surface(error);
        return outcome;
      }
    },
  };
}

function paidOf({ name, cost }: Costly, input: unknown, run: Run): Paid {
  const { key, requestId, incidentId, owner = '' } = run;
  return {
    ...{ key: key ?? requestId, owner, requestId, incidentId, operation: name },
    micros: atOnce(cost?.(input as never) ?? 0),
  };
}
