import type { MetricPoint } from '../../../contract/metrics.ts';
import type { Language } from '../../words/language-context.ts';
import type { AdminText } from './words.ts';

/** "34 ms", "1.2 s". */
export function durationInWords(ms: number, text: AdminText, language: Language): string {
  const isLong = ms >= 1000;
  const value = isLong ? ms / 1000 : ms;
  const digits = new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 });
  return isLong ? text.s(digits.format(value)) : text.ms(digits.format(value));
}

/** The whole time in a few sentences. */
export function summaryOf(total: MetricPoint, text: AdminText, language: Language): string {
  const { requests, failed, sessionsAffected, recovered, givenUp } = total;
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const duration = (ms: number | null): string => durationInWords(ms ?? 0, text, language);
  const troubles = recovered + givenUp;
  if (requests === 0 && troubles === 0) return text.quiet;
  return [
    text.requests(number.format(requests)),
    failed === 0
      ? text.allAnswered
      : text.failed(number.format(failed), percent.format(failed / Math.max(1, requests))),
    sessionsAffected > 0 && text.sessions(sessionsAffected, number.format(sessionsAffected)),
    troubles > 0 && text.troubles(number.format(recovered), number.format(troubles)),
    recovered > 0 && text.halfWithin(duration(total.recoveryP50Ms), duration(total.recoveryP95Ms)),
  ]
    .filter(Boolean)
    .join(' ');
}
