'use client';
import { createCell, type Observable } from '@holdfast/core';
import type { BudgetView } from '@holdfast/core/budget';
import type { Receipt } from '@holdfast/core/parts';
import { useHoldfast } from './use-holdfast.ts';
import { useObservable } from './use-observable.ts';

export interface BudgetResult extends BudgetView {
  /** The receipt of each paid operation, the newest last. */
  readonly receipts: readonly Receipt[];
}

const NO_VIEW: Observable<BudgetView | undefined> = createCell<BudgetView | undefined>(undefined);
const NO_RECEIPTS: Observable<readonly Receipt[]> = createCell<readonly Receipt[]>([]);

/** The state of the runtime's budget; `undefined` without a budget. */
export function useBudget(): BudgetResult | undefined {
  const { budget } = useHoldfast();
  const isShown = budget?.getSnapshot !== undefined;
  const view = useObservable(isShown ? (budget as Observable<BudgetView>) : NO_VIEW);
  const receipts = useObservable(budget?.receipts ?? NO_RECEIPTS);
  return view && { ...view, receipts };
}
