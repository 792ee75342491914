import type { Severity } from '@holdfast/core/parts';
import { refuseUnless } from '../../mistakes/defect.ts';
import { requireNumbers } from '../../mistakes/require-value.ts';
import type { AlertsOptions } from './alerts-options.ts';

const SEVERITIES: readonly string[] = ['critical', 'warning', 'info', 'debug'] satisfies Severity[];

/** Throws `DEFECT` for an escalation that would reach no target: a misspelt target or severity, or steps out of order. */
export function requireEscalation({
  escalation = {},
  targets = {},
}: Pick<AlertsOptions<unknown>, 'escalation' | 'targets'>): void {
  for (const [severity, steps] of Object.entries(escalation)) {
    refuseUnless(
      SEVERITIES.includes(severity),
      `createAlerts: \`escalation\` has ${severity}, which is none of ${SEVERITIES.join(', ')}.`,
    );
    let last = 0;
    for (const { afterMs = 0, tell } of steps) {
      requireNumbers('createAlerts', { [`escalation.${severity}.afterMs`]: afterMs }, last);
      last = afterMs;
      for (const target of tell) {
        refuseUnless(
          Object.hasOwn(targets, target),
          `createAlerts: \`escalation.${severity}\` tells ${target}, which is not in \`targets\`.`,
        );
      }
    }
  }
}
