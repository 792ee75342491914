import { isWhy } from '../alerts/judging/is-why.ts';
import type { Alert } from '../alerts/state/alert.ts';
import { hasMembers, type MemberForms } from './has-members.ts';

const ALERT: MemberForms = {
  ...{ fingerprint: 'text', rule: 'text', title: 'text', severity: 'text', values: 'named' },
  ...{ worst: 'named?', runbook: 'text?', episode: 'number', also: 'number' },
  ...{ sessions: 'number?', figuresAt: 'number', version: 'number' },
};
const STATES: Readonly<Record<Alert['state']['kind'], MemberForms>> = {
  ok: { at: 'number', coolUntil: 'number' },
  pending: { at: 'number', coolUntil: 'number' },
  firing: { at: 'number' },
  settling: { at: 'number', firedAt: 'number' },
};
const TELLING: MemberForms = {
  ...{ tellAt: 'number', steps: 'number', told: 'texts', toldAt: 'number?', notices: 'number' },
};

/** Whether the object of a row is an alert: one that is not would stop the round in which all rules are judged. */
export function isKeptAlert(kept: object): kept is Alert {
  const { state, telling, why } = kept as Partial<Alert>;
  const kind: unknown = state?.kind;
  return (
    hasMembers(kept, ALERT) &&
    typeof kind === 'string' &&
    Object.hasOwn(STATES, kind) &&
    hasMembers(state, STATES[kind as Alert['state']['kind']]) &&
    (telling === undefined ||
      (hasMembers(telling, TELLING) &&
        (telling.acknowledged === undefined ||
          hasMembers(telling.acknowledged, { by: 'text', at: 'number' })))) &&
    (why === undefined || isWhy(why))
  );
}
