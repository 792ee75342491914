import type { History, HistoryEvent, Place } from '../history/history.ts';
import type { NoteSighting, Sighting } from './sighting.ts';

export interface HistoryOptions {
  /** Lanes that cannot be sent, because their server is dead until the end. */
  readonly deadLanes?: readonly string[];
}

/**
 * A trial in the form of the one checker of all histories. The sightings end with the entries that were left on the
 * device.
 */
export function historyOf(
  sightings: readonly Sighting[],
  { deadLanes = [] }: HistoryOptions = {},
): History {
  const notes = sightings.filter((one): one is NoteSighting => one.type !== 'killed');
  // The messages of a page overtake each other, and its notes of a lane have the order of their places.
  const calls = notes.filter(({ type }) => type === 'called').toSorted((a, b) => a.seq - b.seq);
  const rest = notes.filter(({ type }) => type !== 'called');
  const events = [...calls, ...rest].flatMap((note, at) => eventsOf(note, at));
  const kept = new Map(
    notes.flatMap(({ type, id }) => (isPlace(type) ? [[id, type] as const] : [])),
  );
  return { events, kept, healthy: true, deadLanes: new Set(deadLanes) };
}

function eventsOf({ type, id, owner, lane }: NoteSighting, at: number): readonly HistoryEvent[] {
  switch (type) {
    case 'called':
      return [{ at, type, id, owner, lane, context: 'page' }];
    case 'acknowledged':
      return [{ at, type, id }];
    case 'received':
      return [{ at, type: 'sent', id, key: id, user: owner }];
    case 'applied':
      return [{ at, type, id, user: owner }];
    default:
      // A contestant that refuses a note may still send it, because the page has it.
      return [];
  }
}

const PLACES: ReadonlySet<string> = new Set<Place>(['pending', 'dead', 'cancelled', 'quarantined']);

function isPlace(type: string): type is Place {
  return PLACES.has(type);
}
