import { requirePositive } from '#composition';
import { CIRCUIT_ISOLATED } from '../../failures/kinds/policy.ts';
import type { Clock } from '../../platform/platform.ts';
import { webClone } from '../../platform/web-clone.ts';
import { webClock } from '../../platform/web-clock.ts';
import type { TelemetrySink } from '../../telemetry/telemetry-event.ts';
import type { CircuitBreaker, CircuitBreakerOptions } from './create-circuit-breaker.ts';
import { newCircuit } from './circuit-state.ts';
import type { CircuitState } from './circuit-state.ts';
import type { TripMemory } from './trip-rule.ts';

/** A circuit as JSON. */
export interface CircuitSnapshot {
  readonly kind: CircuitState['kind'];
  readonly openings: number;
  readonly untilMs: number;
  readonly memory: TripMemory;
}

/**
 * Takes a server out by hand: every call is refused with `CIRCUIT_ISOLATED` until the returned function
 * is called. Then the circuit is as new. Calling it on an isolated circuit isolates once.
 */
export function isolateCircuit({ circuit }: CircuitBreaker): () => void {
  const serial = circuit.get().state.serial + 1;
  circuit.set({
    ...newCircuit,
    kind: 'isolated',
    serial,
    untilMs: Infinity,
    refusal: CIRCUIT_ISOLATED,
  });
  return () => {
    const { state } = circuit.get();
    if (state.serial === serial) circuit.set({ ...newCircuit, serial: serial + 1 });
  };
}

/** What to keep over a reload. An isolation is not kept: the app that isolates a circuit decides for how long. */
export function snapshotCircuit({ circuit }: CircuitBreaker): CircuitSnapshot {
  const { state, memory } = circuit.get();
  const { kind, openings, untilMs } = state.kind === 'isolated' ? newCircuit : state;
  return { kind, openings, untilMs, memory: webClone(memory) };
}

/**
 * Goes on from a snapshot, also one of another page. A server known to fail is left alone for what was
 * left of its time and then probed; probes of the other page are forgotten. A snapshot whose time lies
 * too far ahead, because a clock was set back, opens for no longer than `maxOpenMs`.
 */
export function hydrateCircuit(
  { circuit }: CircuitBreaker,
  snapshot: CircuitSnapshot,
  platform: Pick<Clock, 'now'> = webClock,
): void {
  const { kind, openings, memory } = snapshot;
  const serial = circuit.get().state.serial + 1;
  const untilMs = Math.min(snapshot.untilMs, platform.now() + circuit.rules.maxOpenMs);
  const state: CircuitState = { ...newCircuit, serial, openings, untilMs };
  if (kind === 'closed') circuit.set(state, webClone(memory));
  else circuit.set({ ...state, kind: 'open' });
}

/** Other rules from now on. An open circuit stays open for its time; a new trip rule begins with nothing. */
export function reconfigureCircuit(
  { circuit }: CircuitBreaker,
  { trip, ...times }: CircuitBreakerOptions,
): void {
  requirePositive('the circuit breaker', times);
  Object.assign(circuit.rules, times, trip && { trip });
  if (trip) circuit.set(circuit.get().state, circuit.rules.trip.start());
}

/** Tells a sink of each change of a circuit, until the returned function is called. */
export function tellCircuit(
  breaker: CircuitBreaker,
  name: string,
  sink: TelemetrySink,
  platform: Pick<Clock, 'now'>,
): () => void {
  return breaker.subscribe(() =>
    sink({ type: 'circuit.changed', at: platform.now(), name, state: breaker.getSnapshot() }),
  );
}
