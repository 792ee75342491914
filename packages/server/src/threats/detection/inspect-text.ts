import { headerRules } from './header-rules.ts';
import { nestingRules } from './nesting-rules.ts';
import { type Readings, readingsOf } from './readings.ts';
import type { AttackClass, Finding, Place, Rule } from './rule.ts';
import { scriptRules } from './script-rules.ts';
import { sqlRules } from './sql-rules.ts';
import { templateRules } from './template-rules.ts';
import { traversalRules } from './traversal-rules.ts';

/** Every rule, with the attack that it shows and the reading that it looks at. */
export const attackRules: readonly (readonly [AttackClass, keyof Readings, readonly Rule[]])[] = [
  ['script', 'flat', scriptRules],
  ['template', 'flat', templateRules],
  ['sql', 'flat', sqlRules],
  ['traversal', 'flat', traversalRules],
  ['nesting', 'flat', nestingRules],
  ['header', 'lines', headerRules],
];

const FREEDOM: Readonly<Record<Place, number>> = { address: 0, field: 1, prose: 2 };

// Without one of these nothing can be said to any interpreter.
const TELLING = /[^\p{L}\p{N} _,:?!-]|--|\bselect\b/iu;

/** Finds the first sign of an attack in a text, given the place of the text. */
export function inspectText(text: string, place: Place): Finding | undefined {
  if (!TELLING.test(text)) return undefined;
  const readings = readingsOf(text);
  for (const [attack, reading, rules] of attackRules) {
    for (const [rule, upTo, pattern] of rules) {
      if (FREEDOM[place] <= FREEDOM[upTo] && pattern.test(readings[reading])) {
        return { attack, rule };
      }
    }
  }
  return undefined;
}
