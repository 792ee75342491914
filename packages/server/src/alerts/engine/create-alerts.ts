import { inTime } from '../../deadline/in-time.ts';
import { within } from '../../deadline/within.ts';
import type { Failure } from '@holdfast/core';
import { webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import { requireMethods } from '../../mistakes/require-value.ts';
import { toServerFailure } from '../../naming/to-server-failure.ts';
import { createLeaseTaker } from './create-lease-taker.ts';
import { createFreshWindows } from './fresh-windows.ts';
import { judgeRound } from './judge-round.ts';
import { requireEscalation } from './require-escalation.ts';
import type { AlertLease } from '../alert-store.ts';
import type { AlertsOptions } from './alerts-options.ts';
import { parseRules } from '../rules/parse-rule.ts';
import { type AlertDesk, createDesk } from './create-desk.ts';

/** How the last round went, on this server. */
export interface AlertsStatus {
  readonly at: number;
  /** Whether this server judges. If not, another one does. */
  readonly isJudging: boolean;
  /** Why the last round could judge no rule. */
  readonly failure?: Failure;
  /** Rules that the round could not judge. Their alerts stay as they are. */
  readonly failedRules: ReadonlyMap<string, Failure>;
}

export interface Alerts extends AlertDesk {
  /** Judges the rules, round after round, until `dispose`. Only one of all servers judges. */
  start(): void;
  /** Runs one round, and gives the time of the next one. Never rejects: `status` has the failure. */
  evaluate(): Promise<number>;
  status(): AlertsStatus;
  /** Ends the rounds, and lets another server judge at once. */
  dispose(): Promise<void>;
}

/**
 * Judges rules on counts by the minute, and sends people notices of changes. Any number of servers may run it on
 * one store: a transition and its notices are one transaction under one lease, so no server loses or doubles a
 * transition, whatever dies in between.
 */
export function createAlerts<TTransaction>(options: AlertsOptions<TTransaction>): Alerts {
  requireOptionsAlways('createAlerts', options, {
    store: 'anything',
    rollups: 'anything',
    rules: 'a list',
    targets: 'an object?',
    runbookUrl: 'a function?',
    link: 'a function?',
    enqueue: 'a function?',
    escalation: 'an object?',
    groupWaitMs: 'a number from 0 on?',
    repeatMs: 'a number from 0 on?',
    everyMs: 'a number from 1 on?',
    judges: 'an object?',
    platform: 'an object with now, monotonic, schedule, randomBytes?',
  });

  const { store, rollups, everyMs = 1_500, platform = webPlatform } = options;
  requireMethods(
    'createAlerts',
    { store },
    ['commit', 'lease', 'leased'],
    'a store such as `sqlAlertStore(database)`',
  );
  requireMethods('createAlerts', { rollups }, ['read', 'affectedSessions'], 'a store of roll-ups');
  requireEscalation(options);
  const rules = parseRules(options.rules);

  const holder = [...platform.randomBytes(8)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const takeLease = createLeaseTaker(store, holder, everyMs * 4, platform);
  let windows = createFreshWindows(rollups);
  const desk = createDesk(options, rules);
  let status: AlertsStatus = { at: 0, isJudging: false, failedRules: new Map() };
  let lease: AlertLease | undefined;
  let renewAt = 0;
  let running: Promise<number> | undefined;
  let cancel: (() => void) | undefined;
  let isStarted = false;

  async function judge(now: number, isGivenUp: () => boolean): Promise<number> {
    // Every second round renews the lease. The store refuses a change when the lease is lost meanwhile.
    if (!lease || now >= renewAt || now < renewAt - everyMs * 2) {
      const taken = await takeLease();
      if (isGivenUp()) return now;
      lease = taken;
      renewAt = now + everyMs * 2;
    }
    if (!lease) {
      windows.forget();
      status = { at: now, isJudging: false, failedRules: new Map() };
      return now + everyMs;
    }
    const round = await judgeRound(options, {
      lease,
      now,
      windows,
      rules: (await desk.rules()).rules,
    });
    if (isGivenUp()) return now;
    if (round.isStale) renewAt = 0;
    status = { at: now, isJudging: true, failedRules: round.failed };
    return Math.min(now + everyMs, round.nextAt ?? Number.POSITIVE_INFINITY);
  }

  async function look(): Promise<number> {
    const now = platform.now();
    let isGivenUp = false;
    try {
      return await inTime(
        platform,
        ROUND_WITHIN_MS,
        judge(now, () => isGivenUp),
      );
    } catch (error) {
      isGivenUp = true;
      lease = undefined;
      const failure = toServerFailure(error);
      // A round that goes on too late has windows of its own. The store refuses its changes by the versions of alerts.
      if (failure.code === 'TIMEOUT') windows = createFreshWindows(rollups);
      status = { ...status, at: now, failure };
      return platform.now() + everyMs;
    }
  }

  // One round at a time: two rounds must not overlap on a slow store.
  const evaluate = (): Promise<number> => {
    running ??= look().finally(() => {
      running = undefined;
    });
    return running;
  };

  function plan(delayMs: number): void {
    // A round from before `dispose` may still be under way, and plans the next one as `start` does.
    cancel?.();
    cancel = platform.schedule(delayMs, () => {
      void lookAgain();
    });
  }

  async function lookAgain(): Promise<void> {
    const nextAt = await evaluate();
    if (isStarted) plan(Math.max(LEAST_MS, Math.min(everyMs, nextAt - platform.now())));
  }

  return {
    ...desk,
    evaluate,
    status: () => status,
    start() {
      if (isStarted) return;
      isStarted = true;
      plan(0);
    },
    async dispose() {
      isStarted = false;
      cancel?.();
      await running;
      // The store may have failed already. Then the lease ends when its time is over.
      if (lease) await within(platform, RELEASE_WITHIN_MS, store.release(lease)).catch(() => {});
    },
  };
}

/** A round that takes longer hangs, for example in a store. The next one begins anew. */
const ROUND_WITHIN_MS = 60_000;
/** Without an answer, the lease ends by itself. */
const RELEASE_WITHIN_MS = 5_000;
/** The least time from one round to the next. */
const LEAST_MS = 50;
