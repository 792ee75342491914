import type { Listener, ListenerGate } from './store-listeners.ts';

/**
 * Holds the calls of a store's listeners until the returned function is called. Then each listener is called once,
 * with the last state and the state before the first change. Nested calls are one change.
 */
export function holdListeners(gate: ListenerGate): () => void {
  if (gate.keep) return () => {};
  const waiting = new Map<Listener, { state: unknown; readonly previous: unknown }>();
  gate.keep = (tell, state, previous) => {
    const held = waiting.get(tell);
    if (held) held.state = state;
    else waiting.set(tell, { state, previous });
  };
  return () => {
    gate.keep = undefined;
    for (const [tell, { state, previous }] of waiting) tell(state, previous);
  };
}
