import { Failure, type FieldIssue, type StandardSchema } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { AlertRule } from './alert-rule.ts';
import { checkBase } from './check-base.ts';
import { checkKind, RULE_KINDS } from './check-kinds.ts';
import { checkFields, isObject } from './field-checker.ts';

/** The longest list of rules. */
const MOST_RULES = 1_000;

/** Reads one rule. Rejects with `REQUEST_INVALID`, which names each wrong member by its JSON pointer. */
export function parseRule(given: unknown): AlertRule {
  const issues = ruleIssues(given);
  if (issues.length > 0) throw new Failure(catalogue.REQUEST_INVALID, { details: { issues } });
  return given as AlertRule;
}

/** Reads a list of rules, whose ids have to differ. Throws as `parseRule` does. */
export function parseRules(given: unknown): readonly AlertRule[] {
  const issues = rulesIssues(given);
  if (issues.length > 0) throw new Failure(catalogue.REQUEST_INVALID, { details: { issues } });
  return given as readonly AlertRule[];
}

/** A rule as a schema, for `readJson` and `validated`. */
export const alertRuleSchema: StandardSchema<unknown, AlertRule> = {
  '~standard': {
    version: 1,
    vendor: 'holdfast',
    validate(value) {
      const issues = ruleIssues(value);
      return issues.length === 0
        ? { value: value as AlertRule }
        : { issues: issues.map(({ message, pointer }) => ({ message, path: toPath(pointer) })) };
    },
  },
};

function toPath(pointer: string): string[] {
  const parts = pointer === '' ? [] : pointer.slice(1).split('/');
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function rulesIssues(given: unknown): FieldIssue[] {
  if (!Array.isArray(given)) return [{ pointer: '', message: 'must be a list of rules' }];
  if (given.length > MOST_RULES) {
    return [{ pointer: '', message: `must have at most ${MOST_RULES} rules` }];
  }
  const seen = new Set<unknown>();
  return given.flatMap((rule: unknown, index) => {
    const issues = ruleIssues(rule, `/${index}`);
    const id = isObject(rule) ? rule['id'] : undefined;
    if (seen.has(id))
      issues.push({ pointer: `/${index}/id`, message: 'must differ from the ids before' });
    seen.add(id);
    return issues;
  });
}

function ruleIssues(given: unknown, at = ''): FieldIssue[] {
  const issues: FieldIssue[] = [];
  if (!isObject(given)) return [{ pointer: at, message: 'must be an object' }];
  const fields = checkFields(given, at, issues);
  const kind = fields.value('kind');
  fields.oneOf('kind', RULE_KINDS);
  checkBase(fields);
  // The other members mean something only once the kind is known.
  if (RULE_KINDS.includes(kind as AlertRule['kind'])) {
    checkKind[kind as AlertRule['kind']](fields);
    fields.noOthers();
  }
  return issues;
}
