import type { RollupMeasure, RollupRow } from '../src/monitoring/rollup.ts';
import { judge } from '../src/alerts/judging/judge.ts';
import type { Judged } from '../src/alerts/judging/judgement.ts';
import type { JudgingContext } from '../src/alerts/judging/judging-context.ts';
import type { AlertRule } from '../src/alerts/rules/alert-rule.ts';
import { createWindows } from '../src/alerts/windows/create-windows.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const NOW = 1_000 * HOUR;
export const base = { id: 'r', title: 'R', severity: 'critical' } as const;

/** Rows of this count, so many minutes ago. */
export function rows(
  measure: RollupMeasure,
  minutesAgo: readonly number[],
  count: number,
  parts: Partial<RollupRow> = {},
): RollupRow[] {
  return minutesAgo.map((ago) => ({
    ...{ measure, operation: 'story.tell', detail: '', release: '1', count },
    minute: NOW - ago * MINUTE,
    ...parts,
  }));
}
export const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

export function judged(
  rule: AlertRule,
  given: readonly RollupRow[],
  context: Partial<JudgingContext> = {},
): Judged {
  const windows = createWindows();
  windows.replaceFrom(
    0,
    given.toSorted((one, other) => one.minute - other.minute),
  );
  return judge(rule, { windows, now: NOW, memory: undefined, judges: {}, ...context });
}
export const signals = (
  rule: AlertRule,
  given: readonly RollupRow[],
  context?: Partial<JudgingContext>,
): readonly string[] => judged(rule, given, context).judgements.map(({ signal }) => signal);
