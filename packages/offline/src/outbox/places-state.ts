import type { OutboxLimits } from './outbox-limits.ts';

/** A send on its way. */
export interface Flight {
  /** In monotonic milliseconds. */
  readonly startedAt: number;
  /** Whether the last send of its lane was not answered. */
  readonly wasSilent: boolean;
  readonly origin: string;
  /** Whether it can be sent again without asking the user. */
  readonly mayGiveWay: boolean;
}

export type PlaceRules = Pick<OutboxLimits, 'parallel' | 'parallelMost' | 'slowMs'>;

// Browsers open six connections to a host over HTTP/1.1. One is left for the page's own requests.
const MOST_PER_ORIGIN = 5;
const STAY = 2;

/**
 * How many sends may begin now. A send that takes longer than `slowMs` no longer counts against `parallel`, so that
 * slow servers cannot hold all places. All sends together are at most `parallelMost`. The result is at least one even
 * when all those places are taken, because a lane that was never tried may get a place.
 */
export function roomFor(flights: readonly Flight[], now: number, rules: PlaceRules): number {
  const free = rules.parallel - fastOnes(flights, now, rules).length;
  return Math.max(0, Math.min(free, Math.max(1, mostOf(rules) - flights.length)));
}

/**
 * The sends that leave no place for one more; `undefined` while there is a place. Lanes that were silent last time
 * have half of the places, and leave two at each origin to the others.
 */
export function crowdAt<F extends Flight>(
  { origin, wasSilent }: Pick<Flight, 'origin' | 'wasSilent'>,
  flights: readonly F[],
  now: number,
  rules: PlaceRules,
): readonly F[] | undefined {
  const most = mostOf(rules);
  const { parallel } = rules;
  const there = flights.filter((flight) => flight.origin === origin);
  if (wasSilent) {
    const silent = flights.filter((flight) => flight.wasSilent);
    const isHalf = silent.length >= half(most);
    if (isHalf || fastOnes(silent, now, rules).length >= half(parallel)) return silent;
  }
  if (flights.length >= most) return flights;
  const mostThere = Math.max(parallel, MOST_PER_ORIGIN) - (wasSilent ? 2 : 0);
  return there.length >= mostThere ? there : undefined;
}

/**
 * The send of a crowd that gives up its place first for a lane that was never tried. The two longest sends
 * stay, so that a server that is slow for all still finishes something.
 */
export function firstToGiveWay<F extends Flight>(crowd: readonly F[]): F | undefined {
  return crowd
    .toSorted((a, b) => a.startedAt - b.startedAt)
    .slice(STAY)
    .find(({ mayGiveWay }) => mayGiveWay);
}

/** In how many milliseconds the next send becomes a slow one; `Infinity` when none does. */
export function slowInMs(flights: readonly Flight[], now: number, rules: PlaceRules): number {
  const times = fastOnes(flights, now, rules).map(({ startedAt }) => startedAt + rules.slowMs);
  return Math.min(...times) - now;
}

function fastOnes(
  flights: readonly Flight[],
  now: number,
  { slowMs }: PlaceRules,
): readonly Flight[] {
  return flights.filter(({ startedAt }) => now - startedAt < slowMs);
}

function mostOf({ parallel, parallelMost }: PlaceRules): number {
  return Math.max(parallel, parallelMost);
}

function half(places: number): number {
  return Math.max(1, Math.floor(places / 2));
}
