import { elapsedMs } from './elapsed.ts';
import type { Moment } from './elapsed.ts';

/**
 * `serial` numbers what the circuit hands out. A closed circuit gives every call its own serial as
 * ticket, a half-open one gives each probe the next; a ticket that the present state did not give out
 * is old news.
 */
export type CircuitState =
  | {
      readonly kind: 'closed';
      readonly serial: number;
      /** One bit per call, 1 for a failure, the latest lowest. */
      readonly outcomes: number;
      /** How many bits of `outcomes` mean something. */
      readonly calls: number;
    }
  | {
      readonly kind: 'open';
      readonly serial: number;
      readonly since: Moment;
      readonly openMs: number;
    }
  | {
      readonly kind: 'half-open';
      readonly serial: number;
      readonly leases: readonly Lease[];
      readonly successes: number;
    };

/** The right to probe. It expires, so that a probe nobody hears of again cannot wedge the circuit. */
export interface Lease {
  readonly ticket: number;
  readonly since: Moment;
}

export interface CircuitRules {
  readonly window: number;
  readonly minimumCalls: number;
  readonly failureRate: number;
  readonly consecutiveFailures: number;
  readonly openMs: number;
  readonly probes: number;
  readonly probeLeaseMs: number;
}

export type Admission =
  | { readonly admitted: true; readonly state: CircuitState; readonly ticket: number }
  | { readonly admitted: false; readonly retryAfterMs: number };

export type Evidence =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed'; readonly at: Moment; readonly retryAfterMs?: number | undefined }
  | { readonly kind: 'none' };

// One answer must not close the door for an hour: a server is found again soon after its recovery.
const LONGEST_HINT_MS = 60_000;

/** As many calls as one number has bits to spare. */
export const LARGEST_WINDOW = 31;

export const newCircuit: CircuitState = { kind: 'closed', serial: 0, outcomes: 0, calls: 0 };

/** Whether a call may pass, and the state in which it leaves the circuit. */
export function admit(state: CircuitState, now: Moment, rules: CircuitRules): Admission {
  if (state.kind === 'closed') return { admitted: true, state, ticket: state.serial };
  if (state.kind === 'open') {
    const leftMs = state.openMs - elapsedMs(state.since, now);
    if (leftMs > 0) return { admitted: false, retryAfterMs: leftMs };
    const { serial } = state;
    return admit({ kind: 'half-open', serial, leases: [], successes: 0 }, now, rules);
  }
  const leases = state.leases.filter(({ since }) => elapsedMs(since, now) < rules.probeLeaseMs);
  if (leases.length + state.successes >= rules.probes) {
    const freeMs = leases.map(({ since }) => rules.probeLeaseMs - elapsedMs(since, now));
    // A probe is usually answered long before its lease ends.
    return { admitted: false, retryAfterMs: Math.min(rules.openMs, ...freeMs) };
  }
  const ticket = state.serial + 1;
  leases.push({ ticket, since: now });
  return { admitted: true, state: { ...state, serial: ticket, leases }, ticket };
}

/** What the circuit makes of a call that it let pass. */
export function settle(
  state: CircuitState,
  ticket: number,
  evidence: Evidence,
  rules: CircuitRules,
): CircuitState {
  if (state.kind === 'open') return state;
  if (state.kind === 'half-open') return settleProbe(state, ticket, evidence, rules);
  if (ticket !== state.serial || evidence.kind === 'none') return state;

  const failed = evidence.kind === 'failed';
  const outcomes = ((state.outcomes << 1) | Number(failed)) & bits(rules.window);
  const calls = Math.min(state.calls + 1, rules.window);
  if (failed && isTripped(outcomes, calls, rules)) return opened(state, evidence, rules);
  // The same state again for every success of a healthy circuit: nothing is allocated.
  if (outcomes === state.outcomes && calls === state.calls) return state;
  return { kind: 'closed', serial: state.serial, outcomes, calls };
}

function settleProbe(
  state: CircuitState & { readonly kind: 'half-open' },
  ticket: number,
  evidence: Evidence,
  rules: CircuitRules,
): CircuitState {
  const leases = state.leases.filter((lease) => lease.ticket !== ticket);
  if (leases.length === state.leases.length) return state;
  if (evidence.kind === 'failed') return opened(state, evidence, rules);
  if (evidence.kind === 'none') return { ...state, leases };
  const successes = state.successes + 1;
  return successes < rules.probes
    ? { ...state, leases, successes }
    : { kind: 'closed', serial: state.serial + 1, outcomes: 0, calls: 0 };
}

function opened(
  { serial }: CircuitState,
  { at, retryAfterMs = 0 }: Evidence & { readonly kind: 'failed' },
  { openMs }: CircuitRules,
): CircuitState {
  const hintMs = Math.min(retryAfterMs, LONGEST_HINT_MS);
  return { kind: 'open', serial: serial + 1, since: at, openMs: Math.max(openMs, hintMs) };
}

function isTripped(outcomes: number, calls: number, rules: CircuitRules): boolean {
  const latest = bits(rules.consecutiveFailures);
  if (calls >= rules.consecutiveFailures && (outcomes & latest) === latest) return true;
  return calls >= rules.minimumCalls && countBits(outcomes) >= calls * rules.failureRate;
}

const bits = (count: number): number => -1 >>> (32 - count);

function countBits(outcomes: number): number {
  let count = 0;
  for (let rest = outcomes; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
