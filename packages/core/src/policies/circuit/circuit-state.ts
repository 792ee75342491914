import type { FailureKind } from '../../failures/failure-kind.ts';
import type { TripRule } from './trip-rule.ts';

/**
 * `serial` is the ticket that the circuit gives to each call. A closed circuit keeps it until it opens, a half-open
 * one for a round of probes. The circuit ignores a ticket with another serial, because it is of an earlier state.
 * Times are milliseconds of one clock.
 */
export interface CircuitState {
  readonly kind: 'closed' | 'open' | 'half-open' | 'isolated';
  readonly serial: number;
  /** How often the circuit has opened since it was last healthy. */
  readonly openings: number;
  /**
   * Until this time no call passes an open circuit, a half-open one waits for its round of probes, and a closed one
   * that opens again continues the same trouble.
   */
  readonly untilMs: number;
  /** Probes that succeeded since it opened. */
  readonly successes: number;
  /** Probes of this round that are under way. */
  readonly probing: number;
  /** The failure with which an isolated circuit refuses. */
  readonly refusal?: FailureKind;
}

/** May change while the circuit is in use: each step reads the rules that hold at its time. */
export interface CircuitRules {
  trip: TripRule;
  openMs: number;
  maxOpenMs: number;
  probes: number;
  probeLeaseMs: number;
}

type Times = Readonly<Omit<CircuitRules, 'trip'>>;

export const newCircuit: CircuitState = {
  kind: 'closed',
  serial: 0,
  openings: 0,
  untilMs: 0,
  successes: 0,
  probing: 0,
};

/** The state in which a call that may pass leaves the circuit, or the milliseconds until one may. */
export function admit(
  state: CircuitState,
  nowMs: number,
  { openMs, probes, probeLeaseMs }: Times,
): CircuitState | number {
  if (state.kind === 'closed') return state;
  const leftMs = state.untilMs - nowMs;
  if (leftMs > 0 && state.kind !== 'half-open') return leftMs;
  // A round expires, so that probes that never end cannot keep the circuit half-open for ever.
  const probing = leftMs > 0 ? state.probing : 0;
  return probing + state.successes < probes
    ? {
        ...state,
        kind: 'half-open',
        serial: state.serial + Number(!probing),
        probing: probing + 1,
        untilMs: nowMs + probeLeaseMs,
      }
    : Math.min(openMs, leftMs);
}

/**
 * The state after a call with this ticket. `failed` opens the circuit: a probe failed, or a call with which a closed
 * circuit had too many failures. `undefined` is no evidence.
 */
export function settle(
  state: CircuitState,
  ticket: number,
  failed: boolean | undefined,
  nowMs: number,
  hintMs: number,
  { openMs, maxOpenMs, probes }: Times,
): CircuitState {
  const isClosed = state.kind === 'closed';
  if (ticket !== state.serial || (isClosed && !failed)) return state;
  const serial = ticket + 1;
  if (failed) {
    const openings = isClosed && nowMs >= state.untilMs ? 0 : state.openings;
    const forMs = Math.min(maxOpenMs, Math.max(hintMs, openMs * 2 ** openings));
    return { ...newCircuit, kind: 'open', serial, openings: openings + 1, untilMs: nowMs + forMs };
  }
  const successes = state.successes + Number(failed === false);
  return successes < probes
    ? { ...state, successes, probing: state.probing - 1 }
    : { ...newCircuit, serial, openings: state.openings, untilMs: nowMs + maxOpenMs };
}
