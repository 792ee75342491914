import { bucketsOf, percentileOf } from '../../monitoring/latency-buckets.ts';
import type { AlertDimension, ThresholdRule } from '../rules/alert-rule.ts';
import type { SeriesGroup } from '../windows/create-windows.ts';
import { sumOf } from '../windows/series.ts';
import type { Judged, Judgement, Signal } from './judgement.ts';
import { type JudgingContext, windowOf } from './judging-context.ts';
import { byValues, keyOf } from './group-key.ts';
import { reachOf } from './reach-of.ts';

const MINUTE = 60_000;
const NONE: readonly AlertDimension[] = [];
const NOTHING_COUNTED: SeriesGroup = { values: {}, series: [] };

export function judgeThreshold(rule: ThresholdRule, { windows, now }: JudgingContext): Judged {
  const { of, is, limit, windowMs, per = NONE, minEvents = 1 } = rule;
  const { clearLimit = is === 'above' ? limit * 0.9 : limit * 1.1 } = rule;
  const { from, to } = windowOf(now, windowMs);
  // A ratio is judged wherever something was counted at all, and so is a count that is too low.
  const counted = windows.groups(of.what === 'ratio' ? of.among : of.count, per);
  // A rule without `per` also judges counts that never came.
  const groups = counted.length === 0 && per.length === 0 ? [NOTHING_COUNTED] : counted;
  const numerators = of.what === 'ratio' ? byValues(windows.groups(of.count, per), per) : undefined;
  const judge = (group: SeriesGroup): Judgement => {
    const events = windows.sumOf(group, from, to);
    const value = measure(events, group);
    // Without any event there is no judgement, except of a count that may be too low.
    const isEnough =
      events >= minEvents || (is === 'below' && (of.what === 'count' || of.what === 'rate'));
    const sign = is === 'above' ? 1 : -1;
    const signal: Signal =
      value === undefined || !isEnough
        ? 'clear'
        : sign * (value - limit) > 0
          ? 'breach'
          : sign * (value - clearLimit) > 0
            ? 'between'
            : 'clear';
    return {
      values: group.values,
      signal,
      weight: sign * (value ?? 0),
      why: { kind: 'threshold', what: of.what, is, value: value ?? 0, limit, windowMs, events },
      ...reachOf(of.count, group.values, { from, to }),
    };
  };
  const measure = (events: number, group: SeriesGroup): number | undefined => {
    if (of.what === 'count') return events;
    if (of.what === 'rate') return (events * MINUTE) / (now - from);
    if (of.what === 'percentile') return durationOf(group, of.share, from, to);
    const bad = windows.sumOf(numerators?.get(keyOf(group.values, per)), from, to);
    return events === 0 ? undefined : bad / events;
  };
  return { judgements: groups.map(judge) };
}

function durationOf(
  { series }: SeriesGroup,
  share: number,
  from: number,
  to: number,
): number | undefined {
  const counted = series.map((one) => ({ detail: one.detail, count: sumOf(one, from, to) }));
  return percentileOf(bucketsOf(counted.filter(({ count }) => count > 0)), share);
}
