import type { Rule } from './rule.ts';

/** Signs of text that would be nested deeper than a parser's stack. */
export const nestingRules: readonly Rule[] = [
  ['brackets', 'field', /(?:[[({](?:"\w{0,20}" ?:)? ?){32}/],
  ['names-in-names', 'address', /(?:\[[^\]]{0,40}\]){9}/],
];
