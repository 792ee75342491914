import type { Verdict } from '../judging/fold-judgements.ts';
import type { AlertRule } from '../rules/alert-rule.ts';
import type { Alert } from './alert.ts';
import type { AlertEvent } from './alert-event.ts';
import { type AlertSignal, DEFAULT_TIMES, nextAlertState, QUIET } from './alert-state.ts';
import { type AlertNotice, tellOfEnd, tellOfFire, toEvent } from './tell-step.ts';
import { startTelling, type TellingRules } from './telling.ts';

export interface AlertStep {
  readonly alert: Alert;
  readonly events: readonly AlertEvent[];
  readonly notices: readonly AlertNotice[];
}

export interface StepRules extends TellingRules {
  readonly groupWaitMs: number;
}

/** The judgement of this round. */
export interface StepInput {
  readonly rule: AlertRule;
  /** Absent if the rule has no judgement on this alert. */
  readonly verdict?: Verdict | undefined;
  readonly sessions?: number | undefined;
  readonly now: number;
  /** Whether the alert already differs from the one in the store. @default false */
  readonly isMoved?: boolean;
}

/** The greatest age of the figures of an alert that fires. */
export const FIGURES_MS = 60_000;

/** Moves one alert on: its state, its history, and the notices that are due. `undefined` when nothing changed. */
export function stepAlert(
  before: Alert | undefined,
  { rule, verdict, sessions, now, isMoved = false }: StepInput,
  rulesFor: (alert: Alert) => StepRules,
): AlertStep | undefined {
  const known = before ?? (verdict && newAlert(rule, verdict));
  if (!known) return undefined;
  const rules = rulesFor(known);
  const state = nextAlertState(known.state, signalOf(rule, verdict, sessions, known), now, {
    ...DEFAULT_TIMES,
    ...rule,
  });
  if (!before && state === known.state) return undefined;
  const [wasOpen, open] = [isOpen(known), isOpen({ state })];
  const fires = open && !wasOpen;
  const hasFigures = verdict?.signal === 'breach' && needsFigures(known, now, fires);
  const { telling: had, ...rest } = hasFigures
    ? withFigures(known, { rule, verdict, sessions, now })
    : known;
  const episode = known.episode + (fires ? 1 : 0);
  const moved: Alert = { ...rest, state, episode, version: known.version + 1 };

  const started = fires ? startTelling(now, rules.groupWaitMs) : had;
  const told = open
    ? started && tellOfFire(moved, started, now, rules)
    : wasOpen
      ? tellOfEnd(moved, started, now, rules)
      : undefined;
  const telling = told?.telling ?? started;
  const isSame = state === known.state && telling === known.telling && !hasFigures && !isMoved;
  if (isSame) return undefined;
  return {
    alert: { ...moved, ...(telling && { telling }) },
    events: [...(fires ? [toEvent(moved, 'fired', [], now)] : []), ...(told?.events ?? [])],
    notices: told?.notices ?? [],
  };
}

/** Whether people should know of the alert: it fires, or it has fired and is not over. */
export function isOpen({ state }: Pick<Alert, 'state'>): boolean {
  return state.kind === 'firing' || state.kind === 'settling';
}

/** Whether the server has to take the figures anew: when the alert begins, for its first notice, and each minute. */
export function needsFigures(
  { figuresAt, telling, why }: Pick<Alert, 'figuresAt' | 'telling' | 'why'>,
  now: number,
  fires: boolean,
): boolean {
  const isFirstNotice = telling?.steps === 0 && now >= telling.tellAt;
  return fires || why === undefined || isFirstNotice || now >= figuresAt + FIGURES_MS;
}

function signalOf(
  rule: AlertRule,
  verdict: Verdict | undefined,
  sessions: number | undefined,
  known: Alert,
): AlertSignal {
  if (rule.off === true) return 'withdrawn';
  const signal = verdict?.signal ?? 'clear';
  const isFloored =
    signal === 'breach' && sessions !== undefined && sessions < floorOfSessions(rule);
  // Too few sessions make no alert, and end none.
  return isFloored && !isOpen(known) ? 'between' : signal;
}

/** How many sessions a rule has to see. */
export function floorOfSessions({ kind, minSessions }: AlertRule): number {
  return minSessions ?? (kind === 'burnRate' ? 3 : 0);
}

function newAlert(rule: AlertRule, { fingerprint, values }: Verdict): Alert {
  return {
    ...{ fingerprint, rule: rule.id, title: rule.title, severity: rule.severity, values },
    ...{ state: QUIET, episode: 0, also: 0, figuresAt: 0, version: 0 },
  };
}

function withFigures(
  known: Alert,
  { rule, verdict, sessions, now }: StepInput & { readonly verdict: Verdict },
): Alert {
  const { worst, also } = verdict;
  const runbook = rule.runbook ?? worst.reach?.code;
  const others = Object.entries(worst.values).filter(([name]) => !(name in known.values));
  return {
    ...known,
    ...{ title: rule.title, severity: rule.severity, why: worst.why, also, figuresAt: now },
    worst: Object.fromEntries(others),
    ...(runbook !== undefined && { runbook }),
    ...(sessions !== undefined && { sessions }),
  };
}
