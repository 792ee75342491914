import type { RollupMeasure } from '../../monitoring/rollup.ts';
import { DEFAULT_BURN_WINDOWS } from '../judging/judge-burn-rate.ts';
import { LEARNING_MS } from '../judging/judge-anomaly.ts';
import { PAST_MS } from '../judging/judge-forecast.ts';
import type { CustomJudge } from '../judging/custom-judge.ts';
import type { AlertRule, CountSelector } from './alert-rule.ts';

const DAY = 86_400_000;

/** How far back each measure is looked at by these rules, in milliseconds. */
export function horizonsOf(
  rules: readonly AlertRule[],
  judges: Readonly<Record<string, CustomJudge>>,
): ReadonlyMap<RollupMeasure, number> {
  const horizons = new Map<RollupMeasure, number>();
  for (const rule of rules) {
    const { spanMs, measures } = lookOf(rule, judges) ?? NO_LOOK;
    for (const measure of measures) {
      horizons.set(measure, Math.max(horizons.get(measure) ?? 0, spanMs));
    }
  }
  return horizons;
}

interface Look {
  readonly spanMs: number;
  readonly measures: readonly RollupMeasure[];
}
const NO_LOOK: Look = { spanMs: 0, measures: [] };

/** `undefined` for a rule that this version cannot read. The round names it when it comes to judge it. */
function lookOf(rule: AlertRule, judges: Readonly<Record<string, CustomJudge>>): Look | undefined {
  try {
    const spanMs = spanOf(rule);
    const measures =
      rule.kind === 'custom'
        ? (judges[rule.judge]?.measures ?? [])
        : selectorsOf(rule).map(({ measure }) => measure);
    return Number.isFinite(spanMs) ? { spanMs, measures: [...measures] } : undefined;
  } catch {
    return undefined;
  }
}

function spanOf(rule: AlertRule): number {
  switch (rule.kind) {
    case 'burnRate':
      return Math.max(
        ...(rule.windows ?? DEFAULT_BURN_WINDOWS).flatMap(({ longMs, shortMs }) => [
          longMs,
          shortMs,
        ]),
      );
    case 'absence':
      return rule.windowMs + rule.beforeMs;
    case 'anomaly':
      return LEARNING_MS;
    case 'forecast':
      return Math.max(rule.periodMs, PAST_MS);
    case 'threshold':
      // A count that came a day ago and no longer comes is still too low.
      return rule.windowMs + (rule.is === 'below' && rule.per !== undefined ? DAY : 0);
    case 'newKind':
    case 'custom':
      return rule.windowMs;
  }
}

function selectorsOf(rule: Exclude<AlertRule, { kind: 'custom' }>): readonly CountSelector[] {
  switch (rule.kind) {
    case 'threshold':
      return rule.of.what === 'ratio' ? [rule.of.count, rule.of.among] : [rule.of.count];
    case 'burnRate':
      return [rule.bad, rule.all];
    case 'absence':
    case 'newKind':
    case 'anomaly':
    case 'forecast':
      return [rule.count];
  }
}
