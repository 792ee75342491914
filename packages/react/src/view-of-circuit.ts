import type { Observable } from '@holdfast/core';
import type { CircuitBreaker } from '@holdfast/core/policies';

/** The state of a circuit. */
export interface CircuitView {
  readonly state: ReturnType<CircuitBreaker['getSnapshot']>;
  /** The wall-clock time, in milliseconds, before which an open circuit lets no call through. */
  readonly retryAt: number | undefined;
}

export const CLOSED: CircuitView = { state: 'closed', retryAt: undefined };

/** A circuit as screens see it. The same view until the circuit opens, closes or is probed. */
export function viewOfCircuit(breaker: CircuitBreaker): Observable<CircuitView> {
  let view = CLOSED;
  return {
    getSnapshot() {
      const { kind, untilMs } = breaker.circuit.get().state;
      const retryAt = kind === 'open' ? untilMs : undefined;
      if (kind !== view.state || retryAt !== view.retryAt) view = { state: kind, retryAt };
      return view;
    },
    subscribe: breaker.subscribe,
  };
}
