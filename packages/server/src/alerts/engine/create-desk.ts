import { Failure, type FieldIssue } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { webPlatform } from '@holdfast/core/parts';
import type { RuleBook } from '../alert-store.ts';
import { parseRules } from '../rules/parse-rule.ts';
import type { AlertRule } from '../rules/alert-rule.ts';
import { toAddress } from '../notices/to-relay-events.ts';
import type { Alert } from '../state/alert.ts';
import type { AlertEvent } from '../state/alert-event.ts';
import { type Silence, silenceOf, type SilenceMatcher } from '../state/silence.ts';
import { type AlertStep, isOpen } from '../state/step-alert.ts';
import { toEvent } from '../state/tell-step.ts';
import type { AlertsOptions } from './alerts-options.ts';
import { commitSteps } from './commit-steps.ts';

/** An alert as a page shows it. */
export interface AlertView extends Alert {
  /** The address of the runbook. */
  readonly runbookUrl?: string;
  readonly silence?: Silence;
}

/** How an administrator describes a silence. */
export interface NewSilence {
  readonly matcher: SilenceMatcher;
  readonly forMs: number;
  readonly reason: string;
}

/** The actions of administrators on alerts. */
export interface AlertDesk {
  /** Every alert that is not `ok`, those that fire first. */
  list(): Promise<readonly AlertView[]>;
  /** The history, the newest event first. */
  history(limit?: number, fingerprint?: string): Promise<readonly AlertEvent[]>;
  /**
   * Acknowledges the alert for an administrator. Reminders and escalation stop, and every target that got a notice
   * gets one of this. Rejects with `NOT_FOUND` when the alert does not fire. Has no effect on an acknowledged
   * alert.
   */
  acknowledge(fingerprint: string, by: string): Promise<void>;
  /**
   * Rejects with `REQUEST_INVALID` for a time that is not in the next 90 days, or without a reason. `record` gets the
   * silence before it counts: when it rejects, there is no silence.
   */
  silence(
    silence: NewSilence,
    by: string,
    record?: (silence: Silence) => Promise<void>,
  ): Promise<Silence>;
  silences(): Promise<readonly Silence[]>;
  /** Rejects with `NOT_FOUND` when there is none. */
  endSilence(id: string): Promise<void>;
  rules(): Promise<RuleBook>;
  /**
   * Replaces the rules, on every server at its next round. Rejects with `REQUEST_INVALID`, which names each wrong
   * member, and with `CONFLICT` when `revision` is not that of the rules now.
   */
  changeRules(rules: unknown, revision: number, by: string): Promise<RuleBook>;
}

const LONGEST_SILENCE_MS = 90 * 86_400_000;
const MOST_ATTEMPTS = 5;

export function createDesk<TTransaction>(
  options: AlertsOptions<TTransaction>,
  defaults: readonly AlertRule[],
): AlertDesk {
  const { store, runbookUrl, platform = webPlatform } = options;

  async function rules(): Promise<RuleBook> {
    const kept = (await store.rules()) ?? { revision: 0, rules: defaults, at: 0 };
    return kept.isDamaged ? { ...kept, rules: defaults } : kept;
  }

  return {
    rules,
    async list() {
      const now = platform.now();
      const [alerts, silences] = [await store.open(now), await store.silences(now)];
      return alerts
        .filter(({ state }) => state.kind !== 'ok')
        .toSorted(
          (one, other) =>
            RANK[one.state.kind] - RANK[other.state.kind] || other.state.at - one.state.at,
        )
        .map((alert) => toView(alert, silenceOf(silences, alert, now), runbookUrl));
    },
    history: (limit = 100, fingerprint) => store.history(limit, fingerprint),
    async acknowledge(fingerprint, by) {
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
        // oxlint-disable no-await-in-loop -- again only after another change of the same alert
        const alert = await store.alert(fingerprint);
        if (!alert || !isOpen(alert)) throw new Failure(catalogue.NOT_FOUND);
        if (alert.telling?.acknowledged) return;
        const step = acknowledged(alert, by, platform.now());
        if (await commitSteps(options, { steps: [step], memories: new Map() })) return;
        // oxlint-enable no-await-in-loop
      }
      throw new Failure(catalogue.CONFLICT);
    },
    async silence({ matcher, forMs, reason }, by, record) {
      const now = platform.now();
      const issues: FieldIssue[] = [];
      const text = typeof reason === 'string' ? reason.trim() : '';
      if (!(forMs > 0 && forMs <= LONGEST_SILENCE_MS)) {
        issues.push({ pointer: '/forMs', message: 'must be a time of at most 90 days' });
      }
      if (text === '' || text.length > 500) {
        issues.push({ pointer: '/reason', message: 'must be 1 to 500 characters' });
      }
      if (!isMatcher(matcher)) {
        issues.push({
          pointer: '/matcher',
          message: 'must name at least one member of an alert, each as a text',
        });
      }
      if (issues.length > 0) throw new Failure(catalogue.REQUEST_INVALID, { details: { issues } });
      const id = [...platform.randomBytes(12)]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('');
      const silence = { id, matcher, since: now, until: now + forMs, reason: text, author: by };
      await record?.(silence);
      await store.addSilence(silence);
      return silence;
    },
    silences: () => store.silences(platform.now()),
    async endSilence(id) {
      if (!(await store.endSilence(id, platform.now()))) throw new Failure(catalogue.NOT_FOUND);
    },
    async changeRules(given, revision, by) {
      if (!Number.isSafeInteger(revision) || revision < 0) {
        const issues = [{ pointer: '/revision', message: 'must be a whole number from 0 on' }];
        throw new Failure(catalogue.REQUEST_INVALID, { details: { issues } });
      }
      const next = { revision: revision + 1, rules: parseRules(given), at: platform.now(), by };
      const isSaved = await store.saveRules(next);
      if (!isSaved) throw new Failure(catalogue.CONFLICT);
      return next;
    },
  };
}

const RANK = { firing: 0, settling: 1, pending: 2, ok: 3 };

function toView(
  alert: Alert,
  silence: Silence | undefined,
  runbookUrl: AlertsOptions<unknown>['runbookUrl'],
): AlertView {
  const address = alert.runbook === undefined ? undefined : toAddress(alert.runbook, runbookUrl);
  return {
    ...alert,
    ...(address !== undefined && { runbookUrl: address }),
    ...(silence && { silence }),
  };
}

function acknowledged(before: Alert, by: string, now: number): AlertStep {
  const had = before.telling ?? { tellAt: now, steps: 0, told: [], notices: 0 };
  const telling = { ...had, notices: had.notices + 1, acknowledged: { by, at: now } };
  const alert: Alert = { ...before, telling, version: before.version + 1 };
  const { told: targets, notices: number } = telling;
  return {
    alert,
    events: [{ ...toEvent(alert, 'acknowledged', targets, now), by }],
    notices: targets.length === 0 ? [] : [{ alert, is: 'acknowledged', targets, number, at: now }],
  };
}

const MATCHED: readonly string[] = [
  ...['rule', 'severity', 'fingerprint', 'operation', 'detail', 'release'],
];

function isMatcher(matcher: unknown): boolean {
  if (typeof matcher !== 'object' || matcher === null) return false;
  const members = Object.entries(matcher);
  return (
    members.length > 0 &&
    members.every(
      ([name, value]) =>
        MATCHED.includes(name) && typeof value === 'string' && value !== '' && value.length <= 300,
    )
  );
}
