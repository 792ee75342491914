import { requireOptions } from '#options';
import { Failure, isFailure } from '../failures/failure.ts';
import { ENDPOINTS_EXHAUSTED } from '../failures/kinds/policy.ts';
import { createCell } from '../observable/cell.ts';
import type { Observable } from '../observable/observable.ts';
import type { Clock } from '../platform/platform.ts';
import { webClock } from '../platform/web-clock.ts';
import { elapsedClock } from '../policies/engine/elapsed.ts';
import { fanOut } from '../telemetry/fan-out.ts';
import type { TelemetrySink } from '../telemetry/telemetry-event.ts';
import { newHealth, nextHealth, urlsToTry, viewOf } from './health-state.ts';
import type { Health, HealthRules, HealthView } from './health-state.ts';
import type { Ended } from './endpoint-state.ts';

export interface FailoverOptions extends HealthRules {
  /** Addresses of servers that give the same answers, the preferred first. */
  readonly urls: readonly string[];
  /** @default none */
  readonly sinks?: readonly TelemetrySink[];
  /** @default webClock */
  readonly platform?: Clock;
}

export interface FailoverCall {
  /** The idempotency key. With it, a call whose effect is unknown may go on to another endpoint. */
  readonly key?: string | undefined;
  /** @default 'unknown' */
  readonly effect?: 'none' | 'unknown' | undefined;
}

export interface HealthSnapshot {
  readonly status: HealthView;
  readonly endpoints: readonly { readonly url: string; readonly isIn: boolean }[];
}

export interface Failover extends Observable<HealthSnapshot> {
  /**
   * Does the work at the best endpoint, and at the next one when that endpoint gave no answer or is broken. It does
   * not go on after an answer of a healthy server, such as a 404 or a 429. Rejects with the failure of the last
   * endpoint that it tried, or with `ENDPOINTS_EXHAUSTED` without endpoints.
   */
  run<T>(work: (url: string) => Promise<T>, call?: FailoverCall): Promise<T>;
}

/**
 * Goes on to another server when one fails, and leaves out for a time the servers that keep failing. It learns from
 * real calls alone and has no timer: the first call after that time tries the server again. When no server can be
 * reached, the fault is on this side, and no server is left out.
 */
export function createFailover(options: FailoverOptions): Failover {
  requireOptions('createFailover', options, {
    urls: 'different texts, at least one',
    sinks: 'a list of functions?',
    platform: 'an object with now, monotonic?',
    localFaultMs: 'a number from 0 on?',
    consecutiveFailures: 'a whole number above 0?',
    baseMs: 'a number above 0?',
    maxMs: 'a number above 0?',
  });
  const { urls, sinks = [], platform = webClock, ...rules } = options;
  const sink = fanOut(sinks);
  const now = elapsedClock(platform);
  let health = newHealth(urls);
  const { getSnapshot, subscribe, set } = createCell(snapshotOf(health, now(), rules));

  function note(url: string, ended: Ended): void {
    const at = now();
    const before = snapshotOf(health, at, rules);
    health = nextHealth(health, url, ended, at, rules);
    const after = snapshotOf(health, at, rules);
    for (const [index, { url: each, isIn }] of after.endpoints.entries()) {
      if (isIn === before.endpoints[index]?.isIn) continue;
      sink?.({
        type: 'endpoint.changed',
        at: platform.now(),
        url: each,
        state: isIn ? 'in' : 'ejected',
      });
    }
    if (JSON.stringify(after) !== JSON.stringify(getSnapshot())) set(after);
  }

  return {
    getSnapshot,
    subscribe,
    async run(work, call = {}) {
      let last: unknown;
      for (const url of urlsToTry(health, now())) {
        try {
          // One endpoint after another, because the next one is asked only when this one fails.
          // oxlint-disable-next-line no-await-in-loop
          const value = await work(url);
          note(url, 'succeeded');
          return value;
        } catch (thrown) {
          last = thrown;
          const ended = endOf(thrown);
          if (ended) note(url, ended);
          if (!ended || ended === 'succeeded' || !mayGoOn(thrown as Failure, call)) throw thrown;
        }
      }
      throw last ?? new Failure(ENDPOINTS_EXHAUSTED);
    },
  };
}

/** The end of a call that threw; `undefined` when it says nothing about the endpoint. */
function endOf(thrown: unknown): Ended | undefined {
  if (!isFailure(thrown)) return undefined;
  const { code, family, status, retry } = thrown;
  if (code === 'ABORTED') return undefined;
  if (family === 'network' || code === 'TIMEOUT') return 'unreachable';
  if (status === undefined) return undefined;
  return status >= 500 && retry !== 'never' ? 'failed' : 'succeeded';
}

function mayGoOn({ effect }: Failure, call: FailoverCall): boolean {
  return (
    effect === 'none' ||
    (effect === 'unknown' && (call.effect === 'none' || call.key !== undefined))
  );
}

function snapshotOf(health: Health, now: number, rules: HealthRules): HealthSnapshot {
  return {
    status: viewOf(health, now, rules),
    endpoints: health.endpoints.map(({ url, ejectedUntil }) => ({
      url,
      isIn: ejectedUntil <= now,
    })),
  };
}
