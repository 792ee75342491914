import { FITTED, fitDampedTrend, sumAhead } from './damped-trend.ts';
import { studentQuantile } from './student-quantile.ts';
import { DAY_MS, HOUR_MS, type SeriesPoint } from './series-point.ts';
import { type SpendingDays, spendingDays } from './spending-days.ts';
import { refuseUnless } from '../mistakes/defect.ts';
import { valueAt } from './value-at.ts';

export interface SpendingPeriod {
  /** Now, in milliseconds of the wall clock. */
  readonly now: number;
  /** When the period of the budget ends, at most a year from now. */
  readonly until: number;
  /** The limit of the period's cost, if it has one. */
  readonly limit?: number;
  /** When the period began: spending since then counts against the limit. @default `now` */
  readonly from?: number;
  /** The share of periods that end within the range. @default 0.8 */
  readonly share?: number;
}

/** The result is a range, because no forecast can know one number. */
export interface SpendingForecast {
  /** The cost of the period so far. */
  readonly spent: number;
  /** The range in which the cost of the whole period ends. */
  readonly low: number;
  readonly high: number;
  /**
   * When spending reaches the limit, at the high end and at the low end of the range. Absent if it does not reach
   * it by the end.
   */
  readonly reachedFrom?: number;
  readonly reachedUntil?: number;
  /** How many past days the forecast used. */
  readonly days: number;
}

/** The forecast of each hour looks at all days ahead. */
const LONGEST_MS = 366 * DAY_MS;
/** Fewer days have no hour-of-day profile and no error. */
const LEAST_DAYS = 3;
/** A day of the week with a smaller share than this says little about the level of the others. */
const LEAST_SHARE = 0.2;

/**
 * Forecasts the cost of a whole period, from the cost of each hour so far: Holt's damped trend over the days, with
 * the shape of the day and of the week. It gives `undefined` before it knows three whole days. An hour without a
 * point cost nothing. The range assumes that the coming days are like the past ones. It does not know of a launch
 * tomorrow.
 */
export function forecastSpending(
  hours: readonly SeriesPoint[],
  { now, until, from = now, limit, share = 0.8 }: SpendingPeriod,
): SpendingForecast | undefined {
  refuseUnless(
    share > 0 && share < 1,
    'forecastSpending: `share` is no number between 0 and 1. Give 0.8 for a range that eight of ten periods end in.',
  );
  refuseUnless(
    Number.isFinite(now) && until - now <= LONGEST_MS,
    'forecastSpending: give `now` and `until` times in milliseconds, at most a year apart.',
  );
  const days = spendingDays(hours, now);
  if (days.totals.length < LEAST_DAYS) return undefined;
  let spent = 0;
  for (const { at, value } of hours) if (at >= from && at < now) spent += value;
  const ahead = rangeAhead(days, share);
  const hoursLeft = Math.max(0, Math.ceil((until - now) / HOUR_MS));
  const { low, high } = ahead(hoursLeft);
  const reached = (side: 'low' | 'high'): number | undefined => {
    if (limit === undefined) return undefined;
    for (let hour = 0; hour <= hoursLeft; hour += 1) {
      if (spent + ahead(hour)[side] >= limit) return now + hour * HOUR_MS;
    }
    return undefined;
  };
  const reachedFrom = reached('high');
  const reachedUntil = reached('low');
  return {
    ...{ spent, low: spent + low, high: spent + high, days: days.totals.length },
    ...(reachedFrom !== undefined && { reachedFrom }),
    ...(reachedUntil !== undefined && { reachedUntil }),
  };
}

/** The range of the cost of the next hours. */
function rangeAhead(
  { totals, week, shareOfHours }: SpendingDays,
  share: number,
): (hours: number) => { readonly low: number; readonly high: number } {
  const shareOf = (day: number): number => valueAt(week, day % week.length);
  // The past days are in step with `week`, which has the shares of the days that begin now.
  const even = totals.flatMap((total, index) => {
    const usual = shareOf(index + (week.length - 1) * totals.length);
    return usual < LEAST_SHARE ? [] : [total / usual];
  });
  const fit = fitDampedTrend(even);
  const away = studentQuantile((1 + share) / 2, Math.max(2, totals.length - FITTED));
  return (hours) => {
    const whole = Math.floor(hours / 24);
    const weights = Array.from({ length: whole }, (_, day) => shareOf(day));
    weights.push(valueAt(shareOfHours, hours % 24) * shareOf(whole));
    const { sum, deviation } = sumAhead(fit, weights);
    if (sum <= 0) return { low: 0, high: 0 };
    // Costs are never negative, and a few are very large, as in the log-normal distribution.
    const spread = Math.sqrt(Math.log1p((deviation / sum) ** 2));
    const middle = sum * Math.exp((-spread * spread) / 2);
    return { low: middle * Math.exp(-away * spread), high: middle * Math.exp(away * spread) };
  };
}
