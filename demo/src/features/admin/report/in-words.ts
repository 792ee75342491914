import type { WeekReport } from '../../../../contract/reliability.ts';
import type { Language } from '../../../words/language-context.ts';
import { moneyInWords } from '../../../words/money.ts';
import { durationInWords } from '../in-words.ts';
import { words as adminWords } from '../words.ts';
import type { ReportText } from './words.ts';

type FigureName = keyof ReportText['figures'];

/** A line of the table of figures: in words, of this week and of the one before. */
export interface FigureLine {
  readonly name: string;
  readonly now: string;
  readonly before: string;
}

/** Writes numbers, shares, times and sums in a language. A figure that nothing measured is a dash. */
export function figureWords(language: Language) {
  const text = adminWords[language];
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  return {
    count: (value: number): string => number.format(value),
    share: (value: number | null): string =>
      value === null ? text.nothing : percent.format(value),
    duration: (value: number | null): string =>
      value === null ? text.nothing : durationInWords(value, text, language),
    money: (value: number): string => moneyInWords(value, language),
  };
}

/** The week in a few sentences. */
export function weekInWords(report: WeekReport, text: ReportText, language: Language): string {
  const { requests, requestsFailed, sessionsAffected, recovered, givenUp, costMicros } = report;
  const { count, share, duration, money } = figureWords(language);
  const troubles = recovered.now + givenUp.now;
  if (requests.now + sessionsAffected.now + troubles === 0) return text.quiet;
  return [
    text.requests(count(requests.now)),
    requestsFailed.now === 0
      ? text.noneFailed
      : text.failed(
          count(requestsFailed.now),
          share(requestsFailed.now / Math.max(1, requests.now)),
        ),
    sessionsAffected.now === 0
      ? text.noneReached
      : text.reached(sessionsAffected.now, count(sessionsAffected.now)),
    sessionsAffected.before > 0 && text.reachedBefore(count(sessionsAffected.before)),
    troubles > 0 && text.healed(count(recovered.now), count(troubles)),
    recovered.now > 0 &&
      text.within(duration(report.recoveryP50Ms.now), duration(report.recoveryP95Ms.now)),
    costMicros.now > 0 && text.cost(money(costMicros.now)),
  ]
    .filter(Boolean)
    .join(' ');
}

/** The lines of the table of figures. */
export function figureLines(
  report: WeekReport,
  text: ReportText,
  language: Language,
): readonly FigureLine[] {
  const { count, share, duration, money } = figureWords(language);
  const line = <T>(
    name: FigureName,
    { now, before }: { readonly now: T; readonly before: T },
    say: (value: T) => string,
  ): FigureLine => ({ name: text.figures[name], now: say(now), before: say(before) });
  return [
    line('requests', report.requests, count),
    line('requestsFailed', report.requestsFailed, count),
    line('operationsFailed', report.operationsFailed, count),
    line('sessionsAffected', report.sessionsAffected, count),
    line('retries', report.retries, count),
    line('recovered', report.recovered, count),
    line('givenUp', report.givenUp, count),
    line('recoveryRate', report.recoveryRate, share),
    line('recoveryP50Ms', report.recoveryP50Ms, duration),
    line('recoveryP95Ms', report.recoveryP95Ms, duration),
    line('costMicros', report.costMicros, money),
  ];
}
