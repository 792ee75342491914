import type { Failure } from '../../failures/failure.ts';
import { CIRCUIT_OPEN } from '../../failures/kinds/policy.ts';
import type { Observable } from '../../observable/observable.ts';
import { admit, newCircuit, settle } from './circuit-state.ts';
import type { CircuitRules, CircuitState } from './circuit-state.ts';
import { adviseMissed, describePolicy, requirePositive } from '#composition';
import { elapsedClock } from '../engine/elapsed.ts';
import type { Clock } from '../../platform/platform.ts';
import type { Policy, PolicyHooks } from '../engine/policy.ts';
import { consecutiveFailures } from './trip-rule.ts';
import type { TripMemory, TripRule } from './trip-rule.ts';

export interface CircuitBreakerOptions {
  /** When to open. @default consecutiveFailures(5) */
  readonly trip?: TripRule;
  /**
   * Milliseconds to leave the server alone at first. Twice as long each time it opens again, also after
   * a close that did not last; a server's own hint makes it longer too. @default 5_000
   */
  readonly openMs?: number;
  /** The server is never left alone for longer than this, in milliseconds. @default 60_000 */
  readonly maxOpenMs?: number;
  /** How many calls must succeed to close again; no more than that are let through. @default 1 */
  readonly probes?: number;
  /** Milliseconds after which an unanswered probe makes room for another. @default 30_000 */
  readonly probeLeaseMs?: number;
}

/** A policy with a state of its own, shared by all pipelines it is part of. */
export interface CircuitBreaker extends Policy, Observable<CircuitState['kind']> {
  /** What `isolateCircuit`, `snapshotCircuit`, `hydrateCircuit` and the registry work on. */
  readonly circuit: Circuit;
}

export interface Circuit {
  readonly rules: CircuitRules;
  get(): { readonly state: CircuitState; readonly memory: TripMemory };
  /** Without a memory the trip rule starts anew. */
  set(state: CircuitState, memory?: TripMemory): void;
}

/**
 * Leaves a failing server alone. While open, and for surplus calls while half-open, it refuses with
 * `CIRCUIT_OPEN` and the `retryAfterMs` until asking again makes sense; the work is not called.
 *
 * Evidence is what the work itself came to. These are none: cancellations, the deadline, answers that
 * say no (any 4xx, any `retry: 'never'`), being offline, work that never began, and late answers to
 * calls from before the circuit opened. Only for a probe is a 4xx, other than 407 and 429, as good as a
 * success: it asked whether the server is there, and it is. The breaker has no timer: an open circuit
 * becomes half-open when the next call asks, so `open` may be shown for longer than `openMs` while no call
 * comes.
 */
export function createCircuitBreaker(options: CircuitBreakerOptions = {}): CircuitBreaker {
  const rules: CircuitRules = {
    trip: consecutiveFailures(5),
    openMs: 5_000,
    maxOpenMs: 60_000,
    probes: 1,
    probeLeaseMs: 30_000,
    ...options,
  };
  requirePositive('the circuit breaker', rules);
  const listeners = new Set<() => void>();
  let state = newCircuit;
  let memory = rules.trip.start();
  let clock: (() => number) | undefined;

  function change(next: CircuitState, kept?: TripMemory): void {
    if (kept || next.kind !== state.kind) {
      memory = kept ?? rules.trip.start();
      // Later, so that a listener's exception does not become the outcome of a call.
      listeners.forEach(queueMicrotask);
    }
    state = next;
  }

  const bind = (platform: Clock): PolicyHooks => {
    const now = (clock ??= elapsedClock(platform));
    return {
      enter(attempt) {
        if (state.kind !== 'closed') {
          const next = admit(state, now(), rules);
          if (typeof next === 'number') {
            throw attempt.failure(state.refusal ?? CIRCUIT_OPEN, {
              retryAfterMs: next < Infinity ? next : undefined,
            });
          }
          change(next);
        }
        attempt.ticket = state.serial;
        if (rules.trip.timed) attempt.enteredMs = now();
      },
      leave({ ticket, enteredMs, started, call }, failure) {
        adviseMissed(policy, 'the circuit breaker', failure);
        let failed = failure ? (started && !call.over ? evidence(failure) : undefined) : false;
        const nowMs = failed || rules.trip.timed || state.kind !== 'closed' ? now() : 0;
        if (state.kind === 'closed') {
          // An answer that says no is neither a failure here nor a success that forgives others.
          failed =
            failed === !!failure &&
            ticket === state.serial &&
            rules.trip.note(memory, failed, nowMs, nowMs - enteredMs);
          if (!failed) return;
        }
        change(settle(state, ticket, failed, nowMs, failure?.retryAfterMs || 0, rules));
      },
    };
  };
  const policy: CircuitBreaker = Object.assign(bind, {
    circuit: {
      rules,
      get: () => ({ state, memory }),
      set: change,
    },
    getSnapshot: () => state.kind,
    subscribe(listener: () => void) {
      const entry = (): void => listener();
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
  });
  describePolicy(policy, {
    kind: 'circuit breaker',
    does: 'leaves a failing server alone',
    refuses: 'While open it refuses with CIRCUIT_OPEN, while isolated with CIRCUIT_ISOLATED.',
    place: 4,
    before: 'Otherwise it never sees what the other one ends.',
    once: 'What counts for one counts for both.',
    rules,
  });
  return policy;
}

const NOT_ITS_FAULT = /^(OFFLINE|CAPTIVE_PORTAL|SESSION_REFRESH_FAILED)$/;

/** Whether the server is at fault: `false` if it is not but has answered, `undefined` if that is not known. */
function evidence({ retry, code, status = 500 }: Failure): boolean | undefined {
  if (status >= 500) return (retry !== 'never' && !NOT_ITS_FAULT.test(code)) || undefined;
  // 407 is a proxy's, and 429 may come from whatever stands before the server.
  return (status < 400 || status === 407 || status === 429) && undefined;
}
