import type { Failure } from '@holdfast/core';
import type { AlertLease } from '../alert-store.ts';
import type { Verdict } from '../judging/fold-judgements.ts';
import type { AlertRule } from '../rules/alert-rule.ts';
import { horizonsOf } from '../rules/horizon.ts';
import { afterSetBack } from '../state/after-set-back.ts';
import type { Alert } from '../state/alert.ts';
import { DEFAULT_TIMES, nextTurn } from '../state/alert-state.ts';
import { type AlertStep, isOpen, needsFigures, stepAlert } from '../state/step-alert.ts';
import { nextTelling } from '../state/telling.ts';
import type { AlertsOptions } from './alerts-options.ts';
import { commitSteps } from './commit-steps.ts';
import type { FreshWindows } from './fresh-windows.ts';
import { type JudgedRule, judgeAll } from './judge-all.ts';
import { tellingRulesOf } from './telling-rules.ts';

/** The most alerts of one rule that fire at once. Names of operations come from pages, and a page may invent them. */
export const MOST_OF_A_RULE = 50;

export interface RoundInput {
  readonly lease: AlertLease;
  readonly now: number;
  readonly windows: FreshWindows;
  readonly rules: readonly AlertRule[];
}

export interface Round {
  /** Rules that could not be judged. */
  readonly failed: ReadonlyMap<string, Failure>;
  /** Whether the store refused the commit, because the lease is lost or an alert has changed meanwhile. */
  readonly isStale: boolean;
  /** When the next step is due if no new count comes. */
  readonly nextAt: number | undefined;
}

/** An alert whose state may change. */
interface Candidate {
  readonly rule: AlertRule;
  readonly alert?: Alert | undefined;
  readonly verdict?: Verdict | undefined;
}

/** Judges all rules once and commits everything that changed, with its notices, in one transaction. */
export async function judgeRound<TTransaction>(
  options: AlertsOptions<TTransaction>,
  { lease, now, windows, rules }: RoundInput,
): Promise<Round> {
  const { store, rollups, judges = {} } = options;
  const fresh = await windows.refresh(now, horizonsOf(rules, judges));
  const [memories, silences] = [await store.memories(), await store.silences(now)];
  const stored = await store.open(now);
  const known = stored.map((alert) => afterSetBack(alert, now));
  const context = { windows: fresh, now, judges };
  const { rules: judged, failed } = judgeAll(rules, context, memories);

  const rulesFor = tellingRulesOf(options, silences, now);
  const candidates = [
    ...(await withVerdicts(judged, known, (fingerprint) => store.alert(fingerprint))),
    ...withoutVerdicts(judged, known, rules).filter(({ rule }) => !failed.has(rule.id)),
  ];
  const isMoved = (alert: Alert | undefined): boolean =>
    alert !== undefined && known.includes(alert) && !stored.includes(alert);
  const after = new Map(known.map((alert) => [alert.fingerprint, alert]));
  const steps: AlertStep[] = [];
  for (const candidate of candidates) {
    const { reach } = needsSessions(candidate, now) ? (candidate.verdict?.worst ?? {}) : {};
    // oxlint-disable-next-line no-await-in-loop -- few alerts ask, and one after the other holds up no writer
    const sessions = reach && (await rollups.affectedSessions(reach));
    const step = stepAlert(
      candidate.alert,
      { ...candidate, sessions, now, isMoved: isMoved(candidate.alert) },
      rulesFor,
    );
    if (!step) continue;
    steps.push(step);
    after.set(step.alert.fingerprint, step.alert);
  }

  const changed = judged.filter(({ memory }) => memory !== undefined);
  const change = {
    lease,
    steps,
    memories: new Map(changed.map(({ rule, memory }) => [rule.id, memory])),
  };
  // An administrator changed one of the alerts meanwhile, or another server took over. The next round tries again.
  if (!(await commitSteps(options, change))) return { failed, isStale: true, nextAt: now };
  const due = [...after.values()].flatMap((alert) => {
    const rule = rules.find(({ id }) => id === alert.rule);
    const turn = rule && nextTurn(alert.state, { ...DEFAULT_TIMES, ...rule });
    const notice =
      alert.telling && isOpen(alert) ? nextTelling(alert.telling, rulesFor(alert)) : undefined;
    return [turn, notice].filter(isTime);
  });
  return { failed, isStale: false, nextAt: due.length === 0 ? undefined : Math.min(...due) };
}

/** A rule of another version may have times that are none. */
function isTime(time: number | undefined): time is number {
  return time !== undefined && !Number.isNaN(time);
}

/** The alerts of a rule. A combination that was quiet and is quiet makes no alert. */
async function withVerdicts(
  judged: readonly JudgedRule[],
  known: readonly Alert[],
  find: (fingerprint: string) => Promise<Alert | undefined>,
): Promise<readonly Candidate[]> {
  const byFingerprint = new Map(known.map((alert) => [alert.fingerprint, alert]));
  const candidates: Candidate[] = [];
  for (const { rule, verdicts } of judged) {
    let room =
      MOST_OF_A_RULE - known.filter((alert) => alert.rule === rule.id && isOpen(alert)).length;
    for (const [fingerprint, verdict] of verdicts) {
      const alert = byFingerprint.get(fingerprint);
      const mayFire = verdict.signal === 'breach' && !(alert && isOpen(alert));
      if (mayFire) room -= 1;
      if (mayFire ? room < 0 : !alert) continue;
      // oxlint-disable-next-line no-await-in-loop -- only an alert that begins is looked for
      candidates.push({ rule, verdict, alert: alert ?? (await find(fingerprint)) });
    }
  }
  return candidates;
}

/** Alerts without a judgement: their counts are too old, or their rule is gone. */
function withoutVerdicts(
  judged: readonly JudgedRule[],
  known: readonly Alert[],
  rules: readonly AlertRule[],
): readonly Candidate[] {
  const spoken = new Set(judged.flatMap(({ verdicts }) => [...verdicts.keys()]));
  return known
    .filter(({ fingerprint }) => !spoken.has(fingerprint))
    .map((alert) => ({ alert, rule: rules.find(({ id }) => id === alert.rule) ?? gone(alert) }));
}

function gone({ rule, title, severity }: Alert): AlertRule {
  return { kind: 'custom', id: rule, title, severity, judge: '', windowMs: 0, off: true };
}

/** Whether the alert needs its number of sessions, for a decision or a page. Counting them costs a statement. */
function needsSessions({ alert, verdict }: Candidate, now: number): boolean {
  if (verdict?.signal !== 'breach') return false;
  if (!alert || !isOpen(alert)) return true;
  return needsFigures(alert, now, false);
}
