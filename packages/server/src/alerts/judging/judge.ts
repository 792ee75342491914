import type { AlertRule } from '../rules/alert-rule.ts';
import { judgeAbsence } from './judge-absence.ts';
import { judgeAnomaly } from './judge-anomaly.ts';
import { judgeBurnRate } from './judge-burn-rate.ts';
import { judgeCustom } from './judge-custom.ts';
import type { Judged } from './judgement.ts';
import { judgeForecast } from './judge-forecast.ts';
import { judgeNewKind } from './judge-new-kind.ts';
import { judgeThreshold } from './judge-threshold.ts';
import type { JudgingContext } from './judging-context.ts';

/** Judges one rule over the windows. The function is pure: the memory of the rule goes in and comes out as JSON. */
export function judge(rule: AlertRule, context: JudgingContext): Judged {
  switch (rule.kind) {
    case 'threshold':
      return judgeThreshold(rule, context);
    case 'burnRate':
      return judgeBurnRate(rule, context);
    case 'absence':
      return judgeAbsence(rule, context);
    case 'newKind':
      return judgeNewKind(rule, context);
    case 'anomaly':
      return judgeAnomaly(rule, context);
    case 'forecast':
      return judgeForecast(rule, context);
    case 'custom':
      return judgeCustom(rule, context);
  }
}
