import { CIRCUIT_OPEN } from '../../failures/kinds/policy.ts';
import type { Observable } from '../../observable/observable.ts';
import { admit, newCircuit, settle } from './circuit-state.ts';
import type { CircuitRules, CircuitState } from './circuit-state.ts';
import { adviseMissed, describePolicy, requirePositive } from '#composition';
import { elapsedClock } from '../engine/elapsed.ts';
import { evidenceOf } from './evidence.ts';
import type { Clock } from '../../platform/platform.ts';
import type { Policy, PolicyHooks } from '../engine/policy.ts';
import { consecutiveFailures } from './trip-rule.ts';
import type { TripMemory, TripRule } from './trip-rule.ts';

export interface CircuitBreakerOptions {
  /** The rule that says when to open. @default consecutiveFailures(5) */
  readonly trip?: TripRule;
  /**
   * Milliseconds for which the circuit stays open the first time. The time doubles each time it opens again, also
   * when it closed only for a moment. A longer wait that the server asks for counts. @default 5_000
   */
  readonly openMs?: number;
  /** The longest time for which the circuit stays open, in milliseconds. @default 60_000 */
  readonly maxOpenMs?: number;
  /** How many probes must succeed before the circuit closes. No more than that are under way at once. @default 1 */
  readonly probes?: number;
  /** Milliseconds after the latest probe, until those without an answer make room for others. @default 30_000 */
  readonly probeLeaseMs?: number;
}

/** A policy with a state of its own, shared by all pipelines it is part of. */
export interface CircuitBreaker extends Policy, Observable<CircuitState['kind']> {
  /** The circuit itself, for `isolateCircuit`, `snapshotCircuit`, `hydrateCircuit` and the registry. */
  readonly circuit: Circuit;
}

export interface Circuit {
  readonly rules: CircuitRules;
  get(): { readonly state: CircuitState; readonly memory: TripMemory };
  /** Without a memory the trip rule starts anew. */
  set(state: CircuitState, memory?: TripMemory): void;
}

/**
 * Leaves a failing server alone. An open circuit refuses every call with `CIRCUIT_OPEN` and does not call the work;
 * `retryAfterMs` tells when to come back. After its time the circuit is half-open: it lets `probes` calls through
 * and refuses the others.
 *
 * Only the result of the work counts. These do not count: an abort, the deadline, a refusal by a healthy server (a
 * 4xx, or `retry: 'never'`), a device that is offline, work that never began, and a late answer to a call from
 * before the circuit opened. For a probe a 4xx other than 407 and 429 counts as a success, because it shows that
 * the server is there.
 *
 * The breaker has no timer: an open circuit becomes half-open at the next call, so it may show `open` for longer
 * than `openMs` while no call comes.
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
      // The listeners hear of it later, so that an exception of a listener does not become the outcome of a call.
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
      leave(attempt, failure) {
        adviseMissed(policy, 'the circuit breaker', failure);
        let failed = evidenceOf(attempt, failure);
        const nowMs = failed || rules.trip.timed || state.kind !== 'closed' ? now() : 0;
        if (state.kind === 'closed') {
          // A refusal by a healthy server is no failure here, and no success that clears earlier failures.
          failed =
            failed === !!failure &&
            attempt.ticket === state.serial &&
            rules.trip.note(memory, failed, nowMs, nowMs - attempt.enteredMs);
          if (!failed) return;
        }
        change(settle(state, attempt.ticket, failed, nowMs, failure?.retryAfterMs || 0, rules));
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
