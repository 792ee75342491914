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

export interface Room {
  readonly all: number;
  /** How many of these are for lanes that were silent last time. */
  readonly silent: number;
}

/**
 * How many sends may begin now. A send that takes longer than `slowMs` no longer counts against
 * `parallel`, so that slow servers cannot hold all places; all sends together are at most
 * `parallelMost`. Lanes that were silent last time have half of either.
 */
export function roomFor(flights: Iterable<Flight>, now: number, rules: PlaceRules): Room {
  const { parallel, slowMs } = rules;
  const most = Math.max(parallel, rules.parallelMost);
  const count = { all: 0, fast: 0, silent: 0, silentFast: 0 };
  for (const { startedAt, wasSilent } of flights) {
    const isFast = now - startedAt < slowMs;
    count.all += 1;
    if (isFast) count.fast += 1;
    if (wasSilent) count.silent += 1;
    if (wasSilent && isFast) count.silentFast += 1;
  }
  return {
    // At least one, also when all places are taken: a lane that was never tried may get one.
    all: atLeast0(Math.min(parallel - count.fast, Math.max(1, most - count.all))),
    silent: atLeast0(Math.min(half(parallel) - count.silentFast, half(most) - count.silent)),
  };
}

/**
 * The sends that leave no place for one more: the sends to its origin, or all sends; `undefined` while there is
 * a place. A lane that was silent last time leaves two to the others. `begun` are the origins of sends that are
 * about to begin.
 */
export function crowdAt<F extends Flight>(
  { origin, wasSilent }: Pick<Flight, 'origin' | 'wasSilent'>,
  flights: readonly F[],
  begun: readonly string[],
  { parallel, parallelMost }: PlaceRules,
): readonly F[] | undefined {
  if (flights.length + begun.length >= Math.max(parallel, parallelMost)) return flights;
  const there = flights.filter((flight) => flight.origin === origin);
  const count = there.length + begun.filter((one) => one === origin).length;
  const most = Math.max(parallel, MOST_PER_ORIGIN) - (wasSilent ? 2 : 0);
  return count >= most ? there : undefined;
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

/** In how many milliseconds the next send becomes a slow one; `undefined` when none does. */
export function slowInMs(
  flights: Iterable<Flight>,
  now: number,
  { slowMs }: PlaceRules,
): number | undefined {
  const left = [...flights].map(({ startedAt }) => startedAt + slowMs - now).filter((ms) => ms > 0);
  return left.length === 0 ? undefined : Math.min(...left);
}

function half(places: number): number {
  return Math.max(1, Math.floor(places / 2));
}

function atLeast0(count: number): number {
  return Math.max(0, count);
}
