'use client';
import type { ReactElement } from 'react';
import { useSpending } from '../../spending/use-spending.ts';
import { useAge } from '../../words/use-age.ts';
import { useMoney } from '../../words/use-money.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/** The rest of today's budget, beside a price. If the price is higher, it says when the budget renews. */
export function BudgetLine({ price }: { readonly price: number }): ReactElement | null {
  const text = useText(words);
  const money = useMoney();
  const age = useAge();
  const { spending, restMicros } = useSpending();
  if (!spending || restMicros === undefined) return null;
  const when = age(spending.renewsAt);
  if (restMicros >= price) return <span className="muted">{text.left(money(restMicros))}</span>;
  return (
    <span className="short-of-money">
      {restMicros === 0 ? text.usedUp(when) : text.notEnough(money(restMicros), when)}
    </span>
  );
}
