import type { Alert } from './alert.ts';
import type { AlertEvent } from './alert-event.ts';
import { dueNotices, type Telling, type TellingRules } from './telling.ts';

/** A notice that goes out with a change. */
export interface AlertNotice {
  readonly alert: Alert;
  readonly is: 'firing' | 'acknowledged' | 'resolved';
  readonly targets: readonly string[];
  /** The number of the notice within its episode. */
  readonly number: number;
  readonly at: number;
}

export interface Told {
  readonly telling: Telling;
  readonly events: readonly AlertEvent[];
  readonly notices: readonly AlertNotice[];
}

/** The notices that are due for an alert that fires. */
export function tellOfFire(
  alert: Alert,
  telling: Telling,
  now: number,
  rules: TellingRules,
): Told | undefined {
  const due = dueNotices(telling, now, rules);
  if (!due) return undefined;
  const targets = [...due.first, ...due.again];
  if (targets.length === 0) return { telling: due.telling, events: [], notices: [] };
  const told = { ...alert, telling: due.telling };
  return {
    telling: due.telling,
    events: [toEvent(told, due.first.length > 0 ? 'told' : 'repeated', targets, now)],
    notices: [{ alert: told, is: 'firing', targets, number: due.telling.notices, at: now }],
  };
}

/**
 * The notices of an alert that ended: each target that got a notice gets one of the end. An alert that ended within
 * its group wait first sends its first notice, so that no transition is lost.
 */
export function tellOfEnd(
  alert: Alert,
  before: Telling | undefined,
  now: number,
  rules: TellingRules,
): Told | undefined {
  const late =
    before?.steps === 0
      ? tellOfFire(alert, { ...before, tellAt: Math.min(before.tellAt, now) }, now, rules)
      : undefined;
  const telling = late?.telling ?? before;
  const targets = telling?.told ?? [];
  const events = [...(late?.events ?? []), toEvent(alert, 'resolved', targets, now)];
  if (!telling || targets.length === 0) return telling && { telling, events, notices: [] };
  const number = telling.notices + 1;
  const ended = { ...telling, notices: number };
  const end = {
    alert: { ...alert, telling: ended },
    is: 'resolved',
    targets,
    number,
    at: now,
  } as const;
  return { telling: ended, events, notices: [...(late?.notices ?? []), end] };
}

export function toEvent(
  { fingerprint, episode, version, title, severity, why, sessions }: Alert,
  what: AlertEvent['what'],
  targets: readonly string[],
  at: number,
): AlertEvent {
  return {
    ...{ fingerprint, episode, version, title, severity, what, targets, at },
    ...(why && { why }),
    ...(sessions !== undefined && { sessions }),
  };
}
