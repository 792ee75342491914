import type { AbsenceRule } from '../rules/alert-rule.ts';
import type { Judged } from './judgement.ts';
import { type JudgingContext, windowOf } from './judging-context.ts';

const MINUTE = 60_000;

/** Says whether counts stopped. If nothing came before either, silence is usual. */
export function judgeAbsence(rule: AbsenceRule, { windows, now }: JudgingContext): Judged {
  const { count, windowMs, beforeMs, per = [], minEvents = 1 } = rule;
  const { from, to } = windowOf(now, windowMs);
  const judgements = windows.groups(count, per).map((group) => {
    const before = windows.sumOf(group, from - beforeMs, from + MINUTE);
    // The minute in which the window begins may hold counts from before it.
    const isSilent = windows.sumOf(group, from + MINUTE, to) === 0;
    return {
      values: group.values,
      signal: isSilent && before >= minEvents ? ('breach' as const) : ('clear' as const),
      weight: before,
      why: { kind: 'absence' as const, windowMs, before, beforeMs },
    };
  });
  return { judgements };
}
