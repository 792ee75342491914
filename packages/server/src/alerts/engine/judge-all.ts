import type { Failure } from '@holdfast/core';
import { foldJudgements, type Verdict } from '../judging/fold-judgements.ts';
import { judge } from '../judging/judge.ts';
import type { JudgingContext } from '../judging/judging-context.ts';
import { recall, toMemory } from '../judging/rule-memory.ts';
import type { AlertRule } from '../rules/alert-rule.ts';
import { toServerFailure } from '../../naming/to-server-failure.ts';

export interface JudgedRule {
  readonly rule: AlertRule;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly memory?: unknown;
}

export interface JudgedAll {
  readonly rules: readonly JudgedRule[];
  /** Rules that threw. Their alerts stay as they are. */
  readonly failed: ReadonlyMap<string, Failure>;
}

/** Judges every rule that is on. When one rule throws, the others are judged all the same. */
export function judgeAll(
  rules: readonly AlertRule[],
  context: Omit<JudgingContext, 'memory'>,
  memories: ReadonlyMap<string, unknown>,
): JudgedAll {
  const failed = new Map<string, Failure>();
  const judged = rules
    .filter(({ off }) => off !== true)
    .flatMap((rule): JudgedRule[] => {
      try {
        const { judgements, memory } = judge(rule, {
          ...context,
          memory: recall(rule, memories.get(rule.id)),
        });
        return [
          {
            ...{ rule, verdicts: foldJudgements(rule, judgements) },
            ...(memory !== undefined && { memory: toMemory(rule, memory) }),
          },
        ];
      } catch (error) {
        failed.set(rule.id, toServerFailure(error));
        return [];
      }
    });
  return { rules: judged, failed };
}
