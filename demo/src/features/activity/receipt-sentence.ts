import type { Receipt } from '../../../contract/spending.ts';
import type { Language } from '../../words/language-context.ts';
import { moneyInWords } from '../../words/money.ts';
import { words } from './words.ts';

/** What a generation cost, as the rest of a sentence. */
export function receiptInWords(
  { state, reservedMicros, spentMicros, returnedMicros }: Receipt,
  language: Language,
): string {
  const text = words[language];
  const money = (micros: number): string => moneyInWords(micros, language);
  if (state === 'reserved') return text.running(money(reservedMicros));
  if (spentMicros === 0) return text.allReturned(money(returnedMicros));
  return returnedMicros === 0
    ? text.nothingReturned(money(spentMicros))
    : text.cost(money(spentMicros), money(returnedMicros));
}
