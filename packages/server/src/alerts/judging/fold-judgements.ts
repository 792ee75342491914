import type { AlertRule } from '../rules/alert-rule.ts';
import { fingerprintOf } from '../state/fingerprint.ts';
import type { GroupValues } from '../windows/create-windows.ts';
import { KIND } from './judge-new-kind.ts';
import type { Judgement, Signal } from './judgement.ts';

/** The judgements of one alert, as one. */
export interface Verdict {
  readonly fingerprint: string;
  readonly values: GroupValues;
  readonly signal: Signal;
  readonly worst: Judgement;
  /** Other judgements of this alert whose condition holds. */
  readonly also: number;
}

const RANK: Readonly<Record<Signal, number>> = { clear: 0, between: 1, breach: 2 };

/** Joins judgements with equal values of `groupBy` to one verdict each, which is that of the worst judgement. */
export function foldJudgements(
  rule: AlertRule,
  judgements: readonly Judgement[],
): ReadonlyMap<string, Verdict> {
  const { per = rule.kind === 'newKind' ? KIND : [], groupBy = per } = rule;
  const verdicts = new Map<string, Verdict>();
  for (const judgement of judgements) {
    const fingerprint = fingerprintOf(rule.id, groupBy, judgement.values);
    const before = verdicts.get(fingerprint);
    if (!before) {
      const { signal, values } = judgement;
      const kept = Object.fromEntries(groupBy.map((one) => [one, values[one] ?? '']));
      verdicts.set(fingerprint, { fingerprint, values: kept, signal, worst: judgement, also: 0 });
      continue;
    }
    const isWorse =
      RANK[judgement.signal] - RANK[before.signal] || judgement.weight - before.worst.weight;
    const both = judgement.signal === 'breach' && before.signal === 'breach';
    verdicts.set(fingerprint, {
      ...before,
      ...(isWorse > 0 && { signal: judgement.signal, worst: judgement }),
      also: before.also + (both ? 1 : 0),
    });
  }
  return verdicts;
}
