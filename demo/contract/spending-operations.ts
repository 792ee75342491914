import { defineRead } from '@holdfast/core';
import { Spending } from './spending.ts';

/** The budget of today, with the latest receipts. */
export const readSpending = defineRead('spending.read', {
  output: Spending,
  request: () => ({ path: 'spending' }),
  staleIfErrorMs: 86_400_000,
});
