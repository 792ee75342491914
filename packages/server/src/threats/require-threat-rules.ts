import { requireOptionsAlways } from '@holdfast/core/parts';
import type { ThreatRules } from './threat-rules.ts';

/** Throws `DEFECT` for rules by which a party is never blocked, or for ever, only because a number is none. */
export function requireThreatRules(rules: ThreatRules): void {
  requireOptionsAlways('The rules of threats', rules, {
    threshold: 'a number above 0',
    halfLifeMs: 'a number above 0',
    maxBlockMs: 'a number from 0 on',
    forgiveMs: 'a number above 0',
    weights: 'an object',
  });
  for (const [kind, weight] of Object.entries(rules.weights)) {
    requireOptionsAlways(`The weight of ${kind} in the rules of threats`, weight, {
      points: 'a number from 0 on',
      ceiling: 'a number from 0 on?',
      blockMs: 'a number from 0 on',
    });
  }
}
