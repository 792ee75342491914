'use client';
import { use, useState, type ReactElement } from 'react';
import { ActionButton } from '../../look/action-button.tsx';
import { useSpending } from '../../spending/use-spending.ts';
import { LanguageContext } from '../../words/language-context.ts';
import { useAge } from '../../words/use-age.ts';
import { useText } from '../../words/use-text.ts';
import { receiptInWords } from './receipt-sentence.ts';
import { words } from './words.ts';

const FIRST = 10;

/** A receipt for every generation, the latest first. */
export function Receipts(): ReactElement | null {
  const text = useText(words);
  const language = use(LanguageContext);
  const age = useAge();
  const { spending } = useSpending();
  const [isWhole, setWhole] = useState(false);
  if (!spending) return null;
  const { receipts } = spending;
  const shown = isWhole ? receipts : receipts.slice(0, FIRST);
  return (
    <section className="stack apart" aria-labelledby="receipts-heading">
      <h2 id="receipts-heading">{text.receipts}</h2>
      <p className="muted">{receipts.length > 0 ? text.receiptsAbout : text.noReceipts}</p>
      <ul className="receipts">
        {shown.map((receipt) => (
          <li key={receipt.id}>
            <bdi>{text.what[receipt.what](receipt.title)}</bdi>, {receiptInWords(receipt, language)}
            , <span className="muted">{age(receipt.at)}</span>
          </li>
        ))}
      </ul>
      {shown.length < receipts.length && (
        <div className="buttons">
          <ActionButton look="quiet" onPress={() => setWhole(true)}>
            {text.showAll(receipts.length)}
          </ActionButton>
        </div>
      )}
    </section>
  );
}
