import type { AlertRule } from '../alerts/rules/alert-rule.ts';
import { hasMembers } from './has-members.ts';
import { keptJson } from './kept-json.ts';

/**
 * The rules of a row, or `undefined` when they are damaged. A rule of a kind that this version does not know stays in
 * the list: the round names it, and judges the others.
 */
export function keptRules(text: string): readonly AlertRule[] | undefined {
  const kept = keptJson(text);
  const areRules =
    Array.isArray(kept) &&
    kept.every((rule) => hasMembers(rule, { id: 'text', kind: 'text', title: 'text' }));
  return areRules ? (kept as readonly AlertRule[]) : undefined;
}
