import type { Bill, Costly } from '../ports/budget-port.ts';
import type { Run } from './run.ts';
import type { Runtime } from './holdfast-options.ts';

/**
 * Does work under the runtime's budget, where there is one and the work costs something; see
 * `RuntimeBudget.payFor`. The reservation is made before anything is queued or sent.
 */
export function payFor<T>(
  { budget }: Pick<Runtime, 'budget'>,
  operation: Costly,
  input: unknown,
  run: Run,
  work: (bill?: Bill) => Promise<T>,
): Promise<T> {
  return budget && operation.cost ? budget.payFor(operation, input, run, work) : work();
}
