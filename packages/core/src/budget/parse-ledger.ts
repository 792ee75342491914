import type { Receipt } from '../ports/budget-port.ts';
import { isMicros, type Ledger } from './ledger-state.ts';

const STATES: { readonly [TState in Receipt['state']]: 1 } = {
  ...{ held: 1, expired: 1, spent: 1, returned: 1 },
};

/**
 * A ledger as a store kept it. When it does not parse as a whole, gives what can be read of it, with the rest kept as
 * `damaged`. A limit that cannot be read is `limitMicros`; a sum that cannot be read is the sum of the receipts.
 */
export function parseLedger(stored: unknown, limitMicros: number): Ledger {
  const { limitMicros: limit, spentMicros: spent, receipts } = membersOf(stored);
  const all: readonly unknown[] = Array.isArray(receipts) ? receipts : [];
  const read = all.filter(isReceipt);
  if (Array.isArray(receipts) && read.length === all.length && isMicros(limit) && isMicros(spent)) {
    return stored as Ledger;
  }
  return {
    limitMicros: isMicros(limit) ? limit : limitMicros,
    spentMicros: isMicros(spent) ? spent : read.reduce((sum, one) => sum + one.spentMicros, 0),
    receipts: read,
    damaged: stored,
  };
}

function isReceipt(value: unknown): value is Receipt {
  const { key, owner, operation, state, ...numbers } = membersOf(value);
  const { reservedMicros, spentMicros, returnedMicros, expiresAt } = numbers;
  return (
    [key, owner, operation, state].every((text) => typeof text === 'string') &&
    Object.hasOwn(STATES, state as string) &&
    [reservedMicros, spentMicros, returnedMicros].every(isMicros) &&
    Number.isFinite(expiresAt)
  );
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return Object(value) as Readonly<Record<string, unknown>>;
}
