import { forecastSpending } from '../../detection/forecast-spending.ts';
import type { ForecastRule } from '../rules/alert-rule.ts';
import type { Judged, Signal } from './judgement.ts';
import type { JudgingContext } from './judging-context.ts';

const HOUR = 3_600_000;
/** The past that teaches the forecast the hours of the day and the days of the week. */
export const PAST_MS: number = 28 * 24 * HOUR;

/** Says whether a sum will pass its limit before its period ends. */
export function judgeForecast(rule: ForecastRule, { windows, now }: JudgingContext): Judged {
  const { count, limit, periodMs, startsAt = 0, per = [], minEvents = 1 } = rule;
  const began = startsAt + Math.floor((now - startsAt) / periodMs) * periodMs;
  const endsAt = began + periodMs;
  const judgements = windows.groups(count, per).map((group) => {
    const spent = windows.sumOf(group, began, now + 1);
    const hours = [];
    const first = windows.first(group, now - PAST_MS) ?? now;
    for (let at = Math.floor(first / HOUR) * HOUR; at + HOUR <= now; at += HOUR) {
      hours.push({ at, value: windows.sumOf(group, at, at + HOUR) });
    }
    const range = forecastSpending(hours, { now, until: endsAt, from: now });
    const rest = range ?? { low: 0, high: 0 };
    // The middle of a range of costs lies nearer to its low end.
    const expected = spent + Math.sqrt(rest.low * rest.high);
    const [low, high] = [spent + rest.low, spent + rest.high];
    const isEnough = spent >= minEvents;
    const signal: Signal =
      isEnough && expected >= limit ? 'breach' : isEnough && high > limit ? 'between' : 'clear';
    return {
      values: group.values,
      signal,
      weight: limit === 0 ? expected : expected / limit,
      why: { kind: 'forecast' as const, spent, low, expected, high, limit, endsAt },
    };
  });
  return { judgements };
}
