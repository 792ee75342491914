import { requireOptions } from '#options';
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
 * Takes a server out by hand: the circuit refuses every call with `CIRCUIT_ISOLATED` until the app calls the
 * returned function, and is then as new. Isolating an isolated circuit again changes nothing.
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

/**
 * The circuit as JSON, to be kept over a reload. It lacks an isolation, because the app that isolates a circuit
 * decides for how long.
 */
export function snapshotCircuit({ circuit }: CircuitBreaker): CircuitSnapshot {
  const { state, memory } = circuit.get();
  const { kind, openings, untilMs } = state.kind === 'isolated' ? newCircuit : state;
  return { kind, openings, untilMs, memory: webClone(memory) };
}

/**
 * Goes on from a snapshot, also from one of another page. A circuit that was open stays open for the rest of its time.
 * Probes of the other page are dropped. If the clock was set back, the rest of the time is at most `maxOpenMs`.
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

/** Changes the options from now on. An open circuit stays open for its time; a new trip rule begins without memory. */
export function reconfigureCircuit(
  { circuit }: CircuitBreaker,
  options: CircuitBreakerOptions,
): void {
  requireOptions<CircuitBreakerOptions>('reconfigureCircuit', options, {
    trip: 'an object with start, note?',
    openMs: 'a number above 0?',
    maxOpenMs: 'a number above 0?',
    probes: 'a whole number above 0?',
    probeLeaseMs: 'a number above 0?',
  });
  const { trip, ...times } = options;
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
