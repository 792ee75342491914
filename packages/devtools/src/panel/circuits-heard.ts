import type { Recorded } from '../recording/recording.ts';

/** A circuit that the session tells of, and what it told last. */
export interface HeardCircuit {
  readonly name: string;
  readonly state: string;
  /** When it came into this state, on the wall clock. */
  readonly at: number;
  /** How often it opened. */
  readonly opened: number;
}

/** The circuits that changed in these events, but for those that have a card already, by name. */
export function circuitsHeard(
  events: readonly Recorded[],
  known: readonly string[],
): readonly HeardCircuit[] {
  const heard = new Map<string, HeardCircuit>();
  for (const { event } of events) {
    if (event.type !== 'circuit.changed' || known.includes(event.name)) continue;
    const { name, state, at } = event;
    const opened = (heard.get(name)?.opened ?? 0) + Number(state === 'open');
    heard.set(name, { name, state, at, opened });
  }
  return [...heard.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
