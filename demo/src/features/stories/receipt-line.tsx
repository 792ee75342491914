'use client';
import type { ReactElement } from 'react';
import { useSpending } from '../../spending/use-spending.ts';
import { useMoney } from '../../words/use-money.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/** What a generated take cost, folded away. A take of the writer's own cost nothing and has none. */
export function ReceiptLine({ takeId }: { readonly takeId: string }): ReactElement | null {
  const text = useText(words);
  const money = useMoney();
  const receipt = useSpending().spending?.receipts.find(({ id }) => id === takeId);
  if (!receipt) return null;
  const { state, reservedMicros, spentMicros, returnedMicros } = receipt;
  const lines: readonly (readonly [string, number])[] =
    state === 'reserved'
      ? [[text.reserved, reservedMicros]]
      : [
          [text.reserved, reservedMicros],
          [text.spent, spentMicros],
          [text.returned, returnedMicros],
        ];
  return (
    <details className="receipt">
      <summary>{text.receipt}</summary>
      <dl className="receipt-lines">
        {lines.map(([term, micros]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{money(micros)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
