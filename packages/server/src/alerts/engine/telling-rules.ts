import type { Alert } from '../state/alert.ts';
import { type Silence, silenceOf } from '../state/silence.ts';
import type { StepRules } from '../state/step-alert.ts';
import type { AlertsOptions } from './alerts-options.ts';

const DEFAULT_GROUP_WAIT_MS = 30_000;
const DEFAULT_REPEAT_MS = 4 * 3_600_000;

/** Which targets get the notices of an alert, and when. */
export function tellingRulesOf<TTransaction>(
  options: Pick<AlertsOptions<TTransaction>, 'escalation' | 'targets' | 'groupWaitMs' | 'repeatMs'>,
  silences: readonly Silence[],
  now: number,
): (alert: Alert) => StepRules {
  const { escalation = {}, targets = {} } = options;
  const { groupWaitMs = DEFAULT_GROUP_WAIT_MS, repeatMs = DEFAULT_REPEAT_MS } = options;
  const everyTarget = [{ tell: Object.keys(targets) }];
  return (alert) => ({
    groupWaitMs,
    repeatMs,
    steps: escalation[alert.severity] ?? everyTarget,
    isSilenced: silenceOf(silences, alert, now) !== undefined,
  });
}
