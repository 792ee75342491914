import { refuseUnless } from '../mistakes/defect.ts';
import { requireNumbers } from '../mistakes/require-value.ts';
import type { NameBudget } from './name-budget.ts';
import type { ThreatRules } from './threat-rules.ts';

const CALLER = 'createThreatGuard';

/** Throws `DEFECT` for rules under which the guard blocks no party, or every party at once: no score is below `NaN`. */
export function requireRules(rules: ThreatRules, names: NameBudget): void {
  const { threshold, halfLifeMs, maxBlockMs, forgiveMs, weights } = rules;
  requireNumbers(CALLER, { threshold, maxBlockMs });
  requireNumbers(CALLER, { halfLifeMs, forgiveMs, 'names.halfLifeMs': names.halfLifeMs }, 1);
  for (const [kind, { points, ceiling, blockMs }] of Object.entries(weights)) {
    const given = { points, ceiling, blockMs };
    for (const [name, value] of Object.entries(given)) {
      requireNumbers(CALLER, { [`weights.${kind}.${name}`]: value });
    }
  }
  requireNumbers(CALLER, { 'names.most': names.most, 'names.kept': names.kept });
  refuseUnless(
    names.most - names.kept >= 2,
    `${CALLER}: let \`names.kept\` leave at least 2 of \`names.most\`, or no wrong guess is ever forgotten.`,
  );
}
