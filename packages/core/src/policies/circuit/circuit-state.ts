import type { FailureKind } from '../../failures/failure-kind.ts';
import type { TripRule } from './trip-rule.ts';

/**
 * `serial` numbers the tickets that the circuit gives to calls. A closed circuit gives every call its own serial as
 * ticket, a half-open one gives each probe the next. The circuit ignores a ticket that its present state did not
 * give. Times are milliseconds of one clock.
 */
export interface CircuitState {
  readonly kind: 'closed' | 'open' | 'half-open' | 'isolated';
  readonly serial: number;
  /** How often it opened in the present trouble. */
  readonly openings: number;
  /** Before this time no call passes an open circuit, and a closed one that opens is in the same trouble. */
  readonly untilMs: number;
  /** Probes that succeeded since it opened, and those under way. */
  readonly successes: number;
  readonly leases: readonly Lease[];
  /** What an isolated circuit refuses with. */
  readonly refusal?: FailureKind;
}

/** The right to probe. It expires, so that a probe that never ends cannot keep the circuit half-open for ever. */
export interface Lease {
  readonly ticket: number;
  readonly untilMs: number;
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
  leases: [],
};

/** The state in which a call that may pass leaves the circuit, or the milliseconds until one may. */
export function admit(
  state: CircuitState,
  nowMs: number,
  { openMs, probes, probeLeaseMs }: Times,
): CircuitState | number {
  const serial = state.serial + 1;
  if (state.kind === 'closed') return state;
  if (state.untilMs > nowMs) return state.untilMs - nowMs;
  const leases = state.leases.filter(({ untilMs }) => untilMs > nowMs);
  // A probe is usually answered long before its lease ends.
  return leases.length + state.successes < probes
    ? {
        ...state,
        kind: 'half-open',
        serial,
        leases: [...leases, { ticket: serial, untilMs: nowMs + probeLeaseMs }],
      }
    : Math.min(openMs, leases[0]!.untilMs - nowMs);
}

/**
 * The state after a call with this ticket. `failed` opens the circuit: the failure of a probe, or the
 * one that was too much for a closed circuit; `undefined` tells nothing.
 */
export function settle(
  state: CircuitState,
  ticket: number,
  failed: boolean | undefined,
  nowMs: number,
  hintMs: number,
  { openMs, maxOpenMs, probes }: Times,
): CircuitState {
  const leases = state.leases.filter((lease) => lease.ticket !== ticket);
  const isClosed = state.kind === 'closed';
  if (isClosed ? !failed || ticket !== state.serial : leases.length === state.leases.length)
    return state;
  const serial = state.serial + 1;
  if (failed) {
    const openings = isClosed && nowMs >= state.untilMs ? 0 : state.openings;
    const forMs = Math.min(maxOpenMs, Math.max(hintMs, openMs * 2 ** openings));
    return { ...newCircuit, kind: 'open', serial, openings: openings + 1, untilMs: nowMs + forMs };
  }
  const successes = state.successes + Number(failed === false);
  return successes < probes
    ? { ...state, successes, leases }
    : { ...newCircuit, serial, openings: state.openings, untilMs: nowMs + maxOpenMs };
}
