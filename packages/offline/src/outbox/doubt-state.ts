/**
 * How much the outbox doubts an address, or the whole network: how many sends in a row got no answer, and when
 * the last one began. Times are monotonic.
 */
export interface Doubt {
  readonly silences: number;
  readonly triedAt: number;
}

export const NO_DOUBT: Doubt = Object.freeze({ silences: 0, triedAt: -Infinity });

const FIRST_MS = 50;
const GROWTH = 1.2;
// With more silences, the pause would exceed every limit anyway.
const MOST = 80;

export function silent({ silences, triedAt }: Doubt): Doubt {
  return { silences: Math.min(MOST, silences + 1), triedAt };
}

/**
 * When the next send may begin. While nothing answers, sends follow each other ever more slowly: a dozen
 * lanes are tried in the first two seconds, but a hundred do not make a hundred probes a minute. The
 * first `free` silences cost nothing.
 */
export function mayTryAt({ silences, triedAt }: Doubt, free: number, mostMs: number): number {
  if (silences <= free) return -Infinity;
  return triedAt + Math.min(mostMs, Math.round(FIRST_MS * GROWTH ** (silences - 1)));
}
