import type { Failure } from '../failures/failure.ts';
import { CAPTIVE_PORTAL, OFFLINE } from '../failures/kinds/network.ts';
import { CIRCUIT_OPEN } from '../failures/kinds/policy.ts';
import { createCell } from '../observable/cell.ts';
import type { Observable } from '../observable/observable.ts';
import type { Platform } from '../platform/platform.ts';
import type { Attempt } from './attempt.ts';
import { admit, LARGEST_WINDOW, newCircuit, settle } from './circuit-state.ts';
import type { CircuitState, Evidence } from './circuit-state.ts';
import { momentOf } from './elapsed.ts';
import { pipelineInvalid, requirePositive, requireWhole } from './pipeline-invalid.ts';
import type { Policy, Settlement } from './policy.ts';
import { stackless } from './stackless.ts';

export interface CircuitBreakerOptions {
  /** For telemetry. @default the name of the call that changed the circuit */
  readonly name?: string;
  /** How many of the latest calls are looked at, 1 to 31. @default 20 */
  readonly window?: number;
  /** With fewer calls than this in the window, the rate says nothing. @default 10 */
  readonly minimumCalls?: number;
  /** Opens when this share of the window failed, above 0 to 1. @default 0.5 */
  readonly failureRate?: number;
  /** Opens after so many failures in a row, however few calls there were. @default 5 */
  readonly consecutiveFailures?: number;
  /** Milliseconds to leave the server alone; a server's own hint, up to 60 s, extends it. @default 5_000 */
  readonly openMs?: number;
  /** How many calls must succeed to close again; no more than that are let through. @default 1 */
  readonly probes?: number;
  /** Milliseconds after which an unanswered probe makes room for another. @default 30_000 */
  readonly probeLeaseMs?: number;
}

/** A policy with a state of its own, shared by all pipelines it is part of. */
export interface CircuitBreaker extends Policy, Observable<CircuitState['kind']> {}

/**
 * Leaves a failing server alone. While open, and for surplus calls while half-open, it refuses with
 * `CIRCUIT_OPEN` and the `retryAfterMs` until asking again makes sense; the work is not called.
 *
 * Evidence is what the work itself came to. These are none: cancellations, the deadline, failures with
 * `retry: 'never'` (the server did answer), being offline, work that never began, and late answers to
 * calls from before the circuit opened. It has no timer: an open circuit becomes half-open when the next
 * call asks, so `open` may be shown for longer than `openMs` while nobody calls.
 */
export function createCircuitBreaker(options: CircuitBreakerOptions = {}): CircuitBreaker {
  const {
    window = 20,
    failureRate = 0.5,
    openMs = 5_000,
    probes = 1,
    probeLeaseMs = 30_000,
  } = options;
  const { minimumCalls = Math.min(10, window), consecutiveFailures = Math.min(5, window) } =
    options;
  requireWhole('circuit breaker’s window', window, 1, LARGEST_WINDOW);
  requireWhole('circuit breaker’s minimumCalls', minimumCalls, 1, window);
  requireWhole('circuit breaker’s consecutiveFailures', consecutiveFailures, 1, window);
  requireWhole('circuit breaker’s probes', probes, 1);
  requirePositive('circuit breaker’s openMs', openMs);
  requirePositive('circuit breaker’s probeLeaseMs', probeLeaseMs);
  if (!(failureRate > 0 && failureRate <= 1)) {
    throw pipelineInvalid('Give the circuit breaker a failureRate above 0 and up to 1.');
  }
  const rules = {
    window,
    minimumCalls,
    failureRate,
    consecutiveFailures,
    openMs,
    probes,
    probeLeaseMs,
  };
  let state: CircuitState = newCircuit;
  const kind = createCell<CircuitState['kind']>(state.kind);

  function move(next: CircuitState, { platform, sink, name, incidentId }: Attempt): void {
    state = next;
    sink?.({
      type: 'circuit.changed',
      at: platform.now(),
      name: options.name ?? name,
      incidentId,
      state: next.kind,
    });
    try {
      kind.set(next.kind);
    } catch (error) {
      // A listener's mistake surfaces as its own, not as the outcome of somebody's call.
      queueMicrotask(() => {
        throw error;
      });
    }
  }

  return Object.freeze<CircuitBreaker>({
    kind: 'circuit-breaker',
    getSnapshot: kind.getSnapshot,
    subscribe: kind.subscribe,
    bind: (platform) => ({
      attempt: {
        enter(attempt) {
          if (state.kind === 'closed') {
            attempt.ticket = state.serial;
            return undefined;
          }
          const admission = admit(state, momentOf(platform), rules);
          if (!admission.admitted) {
            const { retryAfterMs } = admission;
            throw stackless(() => attempt.call.fail(CIRCUIT_OPEN, { retryAfterMs }));
          }
          attempt.ticket = admission.ticket;
          if (admission.state.kind === state.kind) state = admission.state;
          else move(admission.state, attempt);
          return undefined;
        },
        exit(attempt, settlement) {
          const evidence = evidenceOf(settlement, platform);
          const next = settle(state, attempt.ticket, evidence, rules);
          if (next.kind === state.kind) state = next;
          else move(next, attempt);
        },
      },
    }),
  });
}

const SUCCEEDED: Evidence = Object.freeze({ kind: 'succeeded' });
const NONE: Evidence = Object.freeze({ kind: 'none' });

function evidenceOf(settlement: Settlement, platform: Platform): Evidence {
  if (settlement.kind === 'fulfilled') return SUCCEEDED;
  if (settlement.kind === 'abandoned' || !isServersFault(settlement.failure)) return NONE;
  const { retryAfterMs } = settlement.failure;
  return { kind: 'failed', at: momentOf(platform), retryAfterMs };
}

function isServersFault({ retry, code }: Failure): boolean {
  return retry !== 'never' && code !== OFFLINE.code && code !== CAPTIVE_PORTAL.code;
}
