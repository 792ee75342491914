'use client';
import { useRead } from '@holdfast/react';
import type { Spending } from '../../contract/spending.ts';
import { readSpending } from '../../contract/spending-operations.ts';

interface KnownSpending {
  /** The budget of today; nothing before Fireside has told it. */
  readonly spending: Spending | undefined;
  /** The rest of today's budget. */
  readonly restMicros: number | undefined;
  readonly refresh: () => Promise<void>;
}

export function useSpending(): KnownSpending {
  const { state, refresh } = useRead(readSpending);
  const spending = state.value;
  const restMicros =
    spending && Math.max(0, spending.limitMicros - spending.spentMicros - spending.reservedMicros);
  return { spending, restMicros, refresh };
}
