import type { Alert } from '../../../../contract/alert-operations.ts';
import type { Language } from '../../../words/language-context.ts';
import type { AlertText } from './words.ts';

/** Says that a rule has as many alerts as one rule may have. */
export function fullInWords(
  rule: string,
  alerts: readonly Pick<Alert, 'rule' | 'title'>[],
  { text, language }: { readonly text: AlertText; readonly language: Language },
): string {
  const those = alerts.filter((alert) => alert.rule === rule);
  const title = text.titles[rule] ?? those[0]?.title ?? rule;
  return text.full(those.length.toLocaleString(language), title);
}
