'use client';
import type { ReactElement } from 'react';
import { useSpending } from '../../spending/use-spending.ts';
import { useAge } from '../../words/use-age.ts';
import { useMoney } from '../../words/use-money.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/** The writer needs to know the rest of the day's budget only below this share. */
const LITTLE = 0.25;

/** Says when today's budget runs short. Otherwise it shows nothing. */
export function BudgetNews(): ReactElement | null {
  const text = useText(words);
  const money = useMoney();
  const age = useAge();
  const { spending, restMicros } = useSpending();
  if (!spending || restMicros === undefined) return null;
  if (restMicros > spending.limitMicros * LITTLE) return null;
  const when = age(spending.renewsAt);
  return <p>{restMicros === 0 ? text.usedUp(when) : text.budget(money(restMicros), when)}</p>;
}
