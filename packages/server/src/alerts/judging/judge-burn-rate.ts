import type { BurnRateRule, BurnWindow } from '../rules/alert-rule.ts';
import type { SeriesGroup } from '../windows/create-windows.ts';
import { binomialTail, lowerBound } from './binomial-tail.ts';
import { byValues, keyOf } from './group-key.ts';
import type { Judged, Judgement } from './judgement.ts';
import { type JudgingContext, windowOf } from './judging-context.ts';
import { reachOf } from './reach-of.ts';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

/** Two per cent of the budget of a month in an hour, five in six hours, ten in three days. */
export const DEFAULT_BURN_WINDOWS: readonly BurnWindow[] = [
  { factor: 14.4, longMs: HOUR, shortMs: 5 * MINUTE },
  { factor: 6, longMs: 6 * HOUR, shortMs: 30 * MINUTE },
  { factor: 1, longMs: 3 * DAY, shortMs: 6 * HOUR },
];

/**
 * Says whether the budget of failures is spent too fast. With few events, the ratio alone is no evidence: one
 * failure of two is a half. So both windows of a pair have to burn so fast that chance does not explain it.
 */
export function judgeBurnRate(rule: BurnRateRule, { windows, now }: JudgingContext): Judged {
  const { bad, all, objective, per = [], minEvents = 20, confidence = 0.95 } = rule;
  const { windows: pairs = DEFAULT_BURN_WINDOWS } = rule;
  const budget = 1 - objective;
  const bads = byValues(windows.groups(bad, per), per);

  const judge = (group: SeriesGroup): Judgement => {
    const badGroup = bads.get(keyOf(group.values, per));
    const count = (windowMs: number): { readonly bad: number; readonly all: number } => {
      const { from, to } = windowOf(now, windowMs);
      const counted = windows.sumOf(group, from, to);
      return { all: counted, bad: Math.min(counted, windows.sumOf(badGroup, from, to)) };
    };
    const judged = pairs.map((pair) => {
      const [long, short] = [count(pair.longMs), count(pair.shortMs)];
      const share = Math.min(1, pair.factor * budget);
      const burns = (of: typeof long): boolean =>
        of.bad > share * of.all && binomialTail(of.bad, of.all, share) < 1 - confidence;
      const isBreach = long.all >= minEvents && burns(long) && burns(short);
      return { pair, long, isBreach, isBetween: short.all > 0 && short.bad > share * short.all };
    });
    const worst = judged.find(({ isBreach }) => isBreach) ?? judged[0];
    const { pair, long } = worst ?? { pair: DEFAULT_BURN_WINDOWS[0], long: { bad: 0, all: 0 } };
    const isBreach = worst?.isBreach === true;
    const burns = isBreach ? lowerBound(long.bad, long.all, confidence) / budget : 0;
    const { factor = 1, longMs = HOUR } = pair ?? {};
    return {
      values: group.values,
      signal: isBreach ? 'breach' : judged.some((one) => one.isBetween) ? 'between' : 'clear',
      weight: burns,
      why: { kind: 'burnRate', burns, factor, objective, ...long, windowMs: longMs },
      ...reachOf(bad, group.values, windowOf(now, longMs)),
    };
  };
  return { judgements: windows.groups(all, per).map(judge) };
}
