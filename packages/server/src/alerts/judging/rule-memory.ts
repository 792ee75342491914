import type { AlertRule, CountSelector } from '../rules/alert-rule.ts';

/** What a rule remembered, and the counts that it learned it from. */
interface RuleMemory {
  readonly about: string;
  readonly memory: unknown;
}

/**
 * What the rule remembered, unless an administrator made it look at other counts since: the
 * usual course of these says nothing of those.
 */
export function recall(rule: AlertRule, kept: unknown): unknown {
  const { about, memory } = Object(kept) as Partial<RuleMemory>;
  return about === aboutOf(rule) ? memory : undefined;
}

export function toMemory(rule: AlertRule, memory: unknown): RuleMemory {
  return { about: aboutOf(rule), memory };
}

function aboutOf(rule: AlertRule): string {
  if (rule.kind !== 'newKind' && rule.kind !== 'anomaly') return rule.kind;
  const length = rule.kind === 'newKind' ? rule.windowMs : rule.stepMs;
  return JSON.stringify([rule.kind, length, rule.per, partsOf(rule.count)]);
}

/** The order of the members says nothing. */
function partsOf({ measure, operation, detail, release }: CountSelector): readonly unknown[] {
  return [measure, operation, detail, release];
}
