import { Failure, isFailure, withContext } from '../failures/failure.ts';
import { BUDGET_UNKNOWN } from '../failures/kinds/budget.ts';
import { DEFECT } from '../failures/kinds/runtime.ts';
import type { Bill, Paid } from '../ports/budget-port.ts';
import type { ReserveOptions, Reservations } from './reservations.ts';

/**
 * Pays for work from its reservation. Work that succeeds is charged with the server's figure, or with the reserved sum
 * when the server tells none. After work that fails, the reservation is given back only when no attempt can have cost
 * anything; otherwise it is held until the server's figure comes or the reservation expires. A refusal with status 402
 * says that the server has less than this sum left. A ledger that cannot be written does not undo the server's work:
 * the reservation then expires.
 */
export async function pay<T>(
  budget: Reservations,
  paid: Paid,
  work: (bill: Bill) => Promise<T>,
): Promise<T> {
  await reserve(budget, paid);
  const { key, micros } = paid;
  let charged: number | undefined;
  let isInDoubt = false;

  async function settle({ effect, status }: Partial<Failure>): Promise<void> {
    if (charged !== undefined || effect === 'applied') await budget.commit(key, charged);
    else if (effect === 'none' && !isInDoubt) await budget.release(key);
    if (status === 402) await budget.refused(micros);
  }

  try {
    const value = await work({
      charge: (told) => void (charged = told),
      doubt: () => void (isInDoubt = true),
    });
    await settle({ effect: 'applied' }).catch(() => {});
    return value;
  } catch (error) {
    // The effect of an exception without a name is not known.
    await settle(isFailure(error) ? error : {}).catch(() => {});
    throw error;
  }
}

/** Makes the reservation, or names the failure because of which there is none. */
export async function reserve(
  budget: Reservations,
  { key, owner, operation, micros, requestId, incidentId }: Paid,
  options: ReserveOptions = {},
): Promise<void> {
  const known = { requestId, incidentId };
  if (!Number.isSafeInteger(micros) || micros < 0) {
    throw new Failure(DEFECT, { ...known, effect: 'none' });
  }
  if (micros === 0) return;
  if (budget.owner !== owner) throw new Failure(BUDGET_UNKNOWN, known);
  try {
    await budget.reserve(key, micros, { ...options, operation });
  } catch (cause) {
    throw isFailure(cause, 'BUDGET_EXCEEDED')
      ? withContext(cause, known)
      : new Failure(BUDGET_UNKNOWN, { ...known, cause });
  }
}
