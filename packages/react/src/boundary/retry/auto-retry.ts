import type { Connectivity, Failure, Observable } from '@holdfast/core';
import {
  surface,
  tell,
  webClock,
  withContext,
  type Clock,
  type RestartState,
  requireOptions,
} from '@holdfast/core/parts';
import { exponentialBackoff, type Backoff } from '@holdfast/core/policies';
import type { BoundaryPart } from '../boundary-part.ts';
import type { Caught } from '../caught.ts';
import { isDeterministic } from './is-deterministic.ts';
import { nextRetry, RETRY_IDLE, type RetryEvent, type RetryState } from './retry-state.ts';

/** The states for telemetry. A planned try counts from its beginning. */
const RESTART: Partial<Record<RetryState['kind'], RestartState['state']>> = {
  ...{ idle: 'healthy', trying: 'restarting', stopped: 'given-up' },
};

export interface AutoRetryOptions {
  /** How many times in a row it tries. @default 3 */
  readonly maxRetries?: number;
  /** The wait before each try. @default exponentialBackoff({ firstMs: 1_000, maxMs: 30_000 }) */
  readonly backoff?: Backoff;
  /**
   * Whether trying again can help. @default every error but bugs (`TypeError`, `ReferenceError` …) and failures that
   * say `retry: 'never'`, because these fail again each time. When it throws, its exception surfaces, and the boundary
   * does not try again
   */
  readonly when?: (error: unknown) => boolean;
  /** How long the children have to work until the next error counts as a new trouble, in milliseconds. @default 30_000 */
  readonly healthyMs?: number;
  /** While it is `offline`, the boundary waits, and it tries at once when that ends. @default the provider's */
  readonly connectivity?: Observable<Connectivity>;
  /** @default the provider's, `webPlatform` without one */
  readonly platform?: Clock;
}

/**
 * Renders the children again by itself, with a growing wait. All failed tries are one incident: one id and one
 * report, unless a try fails with another code. No try comes before the time for which the server asked. When the
 * user tries, the count begins anew. The fallback gets `retry`, which says what comes next. `onReset` gets
 * `'retry'` as its argument.
 */
export function autoRetry(options: AutoRetryOptions = {}): BoundaryPart {
  requireOptions('autoRetry', options, {
    maxRetries: 'a whole number from 0 on?',
    backoff: 'a function?',
    when: 'a function?',
    healthyMs: 'a number from 0 on?',
    connectivity: 'an object with getSnapshot, subscribe?',
    platform: 'an object with now, monotonic, random, schedule?',
  });

  const { maxRetries = 3, healthyMs = 30_000, when = (error) => !isDeterministic(error) } = options;
  const { backoff = exponentialBackoff({ firstMs: 1_000, maxMs: 30_000 }) } = options;
  return (boundary) => {
    let state: RetryState = RETRY_IDLE;
    let seen: Caught | null = null;
    let incident: Failure | undefined;
    let repeated: Failure | undefined;
    let waitMs = 0;
    let cancelTimer: (() => void) | undefined;
    let unfollow: (() => void) | undefined;
    /** What the boundary last heard of the way to the server. React may hide the boundary meanwhile. */
    let heard: Connectivity | undefined;

    const clock = (): Clock =>
      options.platform ?? boundary.provided()?.holdfast.platform ?? webClock;
    const connectivity = (): Observable<Connectivity> | undefined =>
      options.connectivity ?? boundary.provided()?.holdfast.connectivity;

    function send(event: RetryEvent): void {
      const before = state;
      state = nextRetry(state, event, { maxRetries, healthyMs });
      if (state === before) return;
      arm();
      const restart = RESTART[state.kind];
      if (restart) {
        boundary.provided()?.holdfast.sink?.({
          ...{ type: 'restart.changed', at: clock().now(), incidentId: incident?.incidentId },
          ...{ what: 'widget', name: boundary.name() ?? 'unnamed' },
          ...{ state: restart, attempt: state.attempts },
        });
      }
      if (state.kind === 'trying') tryAgain();
      else if (boundary.caught()) boundary.refresh();
    }

    function tryAgain(): void {
      try {
        boundary.reset('retry');
      } catch (error) {
        // `onReset` threw, so the boundary still shows its fallback. This try has failed.
        surface(error);
        if (seen) note(seen);
      }
    }

    function arm(): void {
      cancelTimer?.();
      cancelTimer = undefined;
      const { now, schedule } = clock();
      // The wall clock may jump, and no wait becomes longer because of that.
      const within = (at: number, limitMs: number): number =>
        Math.min(limitMs, Math.max(0, at - now()));
      if (state.kind === 'planned') {
        const due = (): void => send({ type: 'due', at: now() });
        cancelTimer = schedule(within(state.retryAt, waitMs), due);
      } else if (state.kind === 'trying') {
        cancelTimer = schedule(within(state.healthyAt, healthyMs), () => send({ type: 'healthy' }));
      }
    }

    function follow(): void {
      const way = connectivity();
      if (unfollow || !way) return;
      heard ??= way.getSnapshot();
      const look = (): void => {
        const before = heard;
        heard = way.getSnapshot();
        if (heard === before) return;
        const wasBad = before === 'offline' || before === 'degraded';
        const at = clock().now();
        if (heard === 'offline') send({ type: 'offline' });
        else if (heard === 'online' && wasBad) send({ type: 'online', at });
        else if (state.kind === 'offline') send({ type: 'due', at });
      };
      unfollow = way.subscribe(look);
      look();
    }

    function note(caught: Caught): void {
      const failure = boundary.failureOf(caught);
      const isSameTrouble = state.kind === 'trying' && incident !== undefined;
      repeated = isSameTrouble && incident?.code === failure.code ? failure : undefined;
      incident = failure;
      const { now, random } = clock();
      let canHelp = false;
      // An exception here would take down the page around the boundary.
      tell([() => (canHelp = when(caught.error))]);
      send({
        type: 'caught',
        at: now(),
        isDeterministic: !canHelp,
        isOffline: connectivity()?.getSnapshot() === 'offline',
        waitMs(attempts) {
          waitMs = Math.max(backoff(attempts + 1, random, waitMs), failure.retryAfterMs ?? 0);
          return waitMs;
        },
      });
    }

    const cancel = (): void => send({ type: 'cancelled' });
    return {
      // React may call `left` and then `after` again while the boundary stays, so `after` sets the timer each time.
      after() {
        const caught = boundary.caught();
        follow();
        if (caught !== seen) {
          seen = caught;
          if (caught) note(caught);
          else send({ type: 'reset' });
        }
        arm();
      },
      left() {
        cancelTimer?.();
        unfollow?.();
        unfollow = undefined;
      },
      rename: (failure) =>
        state.kind === 'trying' && incident
          ? withContext(failure, {
              incidentId: incident.incidentId,
              attempts: state.attempts + 1,
            })
          : failure,
      isKnown: (failure) => failure === repeated,
      facts: () =>
        state.kind === 'idle' || state.kind === 'trying'
          ? {}
          : { retry: { ...state, maxRetries, cancel } },
    };
  };
}
