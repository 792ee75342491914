import type { Bill, Paid } from '../ports/budget-port.ts';
import { surface } from '../observable/web-surface.ts';
import { atOnce } from './at-once.ts';
import type { Run } from './run.ts';
import type { Runtime } from './holdfast-options.ts';

/** The part of an operation that paying for it needs. */
export interface Costly {
  readonly name: string;
  readonly cost: ((input: never) => number) | undefined;
}

export const NOBODY_PAYS: Bill = { charge() {}, doubt() {} };

/**
 * Does work under the runtime's budget, where there is one and the work costs something; see
 * `BudgetPort.pay`. The reservation is made before anything is queued or sent.
 */
export async function payFor<T>(
  { budget }: Pick<Runtime, 'budget'>,
  operation: Costly,
  input: unknown,
  run: Run,
  work: (bill: Bill) => Promise<T>,
): Promise<T> {
  const paid = budget && paidOf(operation, input, run);
  if (!budget || !paid) return work(NOBODY_PAYS);
  let done: { readonly value: T } | undefined;
  try {
    return await budget.pay(paid, async (bill) => {
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
}

export function paidOf({ name, cost }: Costly, input: unknown, run: Run): Paid | undefined {
  const { key, requestId, incidentId, owner = '' } = run;
  return (
    cost && {
      ...{ key: key ?? requestId, owner, requestId, incidentId },
      ...{ operation: name, micros: atOnce(cost(input as never)) },
    }
  );
}
