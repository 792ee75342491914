import type { OutboxLimits } from './outbox-limits.ts';

/** A send on its way. */
export interface Flight {
  /** Monotonic. */
  readonly startedAt: number;
  /** Whether the last send of its lane was not answered. */
  readonly wasSilent: boolean;
}

export type PlaceRules = Pick<OutboxLimits, 'parallel' | 'parallelMost' | 'slowMs'>;

export interface Room {
  readonly all: number;
  /** Of these, for lanes that were silent last time. */
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
    all: atLeast0(Math.min(parallel - count.fast, most - count.all)),
    silent: atLeast0(Math.min(half(parallel) - count.silentFast, half(most) - count.silent)),
  };
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
